nav-library = Bibliotek
library-title = Bibliotek
library-lead = Arbetssätt som andra har prövat, hur säkert det är vad de leder till, och vad de skulle betyda i er kommun.
library-lever = Vad ska det påverka?
library-any-lever = Vad som helst
library-show = Visa
library-count = { $n ->
    [one] Ett arbetssätt
   *[other] { $number } arbetssätt
  }
library-studies = { $n ->
    [one] En studie
   *[other] { $number } studier
  }
theme-reablement-and-prevention = Rehabilitering och förebyggande
theme-fall-prevention = Fall
theme-technology = Välfärdsteknik
theme-dementia-and-relatives = Demens och anhöriga
theme-care-homes = Särskilt boende
theme-coordination = Samordning med vården
theme-staff-and-working-hours = Personal och arbetstid
strength-unknown = Okänt
strength-unknown-means = Ingen siffra har hittats.
strength-very-weak = Mycket svagt
strength-very-weak-means = Siffrorna saknar jämförelse, eller säger inte hur säkra de är.
strength-weak = Svagt
strength-weak-means = En enda studie med jämförelse, eller flera som tillsammans inte säger åt vilket håll det går.
strength-moderate = Måttligt
strength-moderate-means = Två jämförande studier säger samma sak, eller en sammanställning av flera.
strength-strong = Starkt
strength-strong-means = En sammanställning med minst tusen personer, eller minst tre studier vägda tillsammans, säger åt vilket håll det går.
strength-about = Så bedöms underlagets styrka
glance-effect = Effekt
glance-strength = Underlagets styrka
glance-studies = Underlag
glance-studies-about = Samma människor räknas en gång, hur många artiklar som än skrivits om dem.
glance-review = { $outcome }. Andras sammanvägning: { $study }.
glance-contradict = { $outcome }: tillsammans säger studierna inte åt vilket håll det går.
glance-unknown = Vi vet inte
glance-study = { $outcome }. { $study }.
glance-none-about = De siffror som finns säger inte hur säkra de är.
approach-how-sure = Hur säkert är det?
approach-reviews = Andras sammanvägningar
approach-table = Studierna i tabell
approach-left-out = Inte vägt med
approach-next = Innan ni börjar
approach-csv = Alla studier som CSV
left-out-same-trial = Bygger på samma människor som en annan rad.
left-out-uncompared = Jämför inte med något.
left-out-no-interval = Säger inte hur säkert det är.
left-out-no-size = Säger inte hur stor skillnaden är.
study-head = Studie
study-effect = Vad de fann
study-weight = Vikt
study-caution = Att tänka på
study-source = Källa
study-participants = { $n ->
    [one] en person
   *[other] { $number } personer
  }
study-months = { $count ->
    [one] { $n } månad
   *[other] { $n } månader
  }
design-rct = slumpad studie
design-quasi = jämförande studie
design-review = sammanställning
design-before-after = före och efter
design-model = uträknat, inte uppmätt
design-survey = vad de själva säger
design-industry = leverantörens egen uppgift
country-se = Sverige
country-no = Norge
country-dk = Danmark
country-fi = Finland
country-us = USA
country-gb = Storbritannien
country-nz = Nya Zeeland
country-au = Australien
country-nl = Nederländerna
country-hk = Hongkong
country-ca = Kanada
country-ch = Schweiz
country-many = flera länder
effect-unit-odds-ratio = oddskvot { $n }
effect-unit-risk-ratio = { $n } gånger risken
effect-unit-rate-ratio = { $n } gånger så ofta
effect-unit-hazard-ratio = hasardkvot { $n }
effect-unit-ratio-of-means = { $n } gånger så mycket
effect-unit-percent = { $n } %
effect-unit-percentage-points = { $n } procentenheter
effect-unit-points = { $n } poäng
effect-unit-points-1-10 = { $n } poäng på en skala 1–10
effect-unit-days = { $n } dagar
effect-unit-minutes = { $n } minuter
effect-unit-minutes-a-day = { $n } minuter om dagen
effect-unit-minutes-a-night = { $n } minuter per natt
effect-unit-people = { $n } personer
effect-unit-people-per-100-users = { $n } personer per hundra brukare
effect-unit-per-1000-resident-days = { $n } per 1 000 boendedygn
effect-unit-fte = { $n } årsarbetare
effect-unit-coefficient = koefficient { $n }
effect-unit-sek = { $n } kr
effect-unit-ksek = { $n } tkr
effect-unit-ksek-a-year = { $n } tkr om året
effect-unit-msek-a-year = { $n } mnkr om året
effect-unit-eur = { $n } euro
effect-unit-aud = { $n } australiska dollar
effect-unit-mdkk = { $n } miljoner danska kronor
effect-none-found = Ingen skillnad hittades
effect-direction = Bara åt vilket håll det går
verdict-unknown = { $count ->
    [one] En studie: vi vet inte vad den betyder i genomsnitt. Vägt tillsammans: { $figure }, och i det intervallet ligger också ingen effekt alls.
   *[other] { $count } studier vägda tillsammans: vi vet inte. De ger { $figure }, och det intervallet rymmer också att det inte har någon effekt alls.
  }
verdict-known = { $count ->
    [one] En studie: { $figure }.
   *[other] { $count } studier vägda tillsammans: { $figure }.
  }
verdict-better = { $count ->
    [one] En studie: { $figure }, åt rätt håll.
   *[other] { $count } studier vägda tillsammans: { $figure }, åt rätt håll.
  }
verdict-worse = { $count ->
    [one] En studie: { $figure }, åt fel håll.
   *[other] { $count } studier vägda tillsammans: { $figure }, åt fel håll.
  }
verdict-one = En enda studie, och en studie är en studie.
verdict-review = Studierna är vägda tillsammans av andra.
verdict-none = Det som finns går inte att väga tillsammans.
pooled-method = Slumpeffektmodell (REML) med Hartung–Knapps intervall, aldrig smalare än utan deras justering. τ² { $between }, I² { $heterogeneity }, Q { $q }.
pooled-about = En sammanställning vägs aldrig ihop med studierna i den, och kvoter av olika slag vägs aldrig ihop med varandra.
forest-outcome = { $outcome }, 95 %-intervall
forest-key = Fylld ruta: deltagarna lottades. Tom ruta: jämförelse utan lottning. Ju större ruta, desto tyngre väger studien.
forest-pooled = Vägt tillsammans
forest-expected = Nästa kommun kan vänta sig
forest-better = bättre
forest-worse = sämre
forest-less = mindre
forest-more = mer
basis-review = { $outcome }: sammanställning, { $study }
basis-study = { $outcome }: en studie, { $study }
basis-pooled = { $count ->
    [one] { $outcome }: en studie
   *[other] { $outcome }: { $count } studier vägda tillsammans
  }
try-here-title = Pröva i er kommun
try-here-title-in = Pröva i { $place }
try-here-lead = Räkna på den egna kommunens prognos innan något beslutas. Osäkerheten följer med.
try-here-no-lever = Det finns inget ärligt sätt att räkna om det som studierna mäter till kommunens prognos. Vill du ändå pröva en egen siffra väljer du själv vad den påverkar.
try-here-form = Det som prövas
try-here-kommun = Kommun
try-here-underlag = Vad det bygger på
try-here-own = Egna siffror
try-here-own-words = Egna siffror
try-here-havstang = Vad det påverkar
try-here-mitt = Troligast
try-here-lagst = Minst
try-here-lagst-hint = I en framtid av tjugo blir det mindre.
try-here-hogst = Mest
try-here-hogst-hint = I en framtid av tjugo blir det mer.
try-here-still-in-care = Av hundra nya brukare har så många kvar sin hjälp utan arbetssättet
try-here-still-in-care-hint = Er egen siffra, i procent. Ofta omkring 60.
try-here-coverage = Andel av alla som är 80 år eller äldre som bor i särskilt boende, procent
try-here-coverage-hint = Kommunens egen siffra i dag, om du lämnar tomt.
try-here-stay = Dagar som en plats i särskilt boende används av samma person
try-here-stay-hint = Er egen siffra. Ofta mellan 600 och 900.
try-here-share-of-hours = Så stor del av hemtjänsttimmarna går åt till det, procent
try-here-sick-leave = Sjukfrånvaro i dag, procent
try-here-andel = Hur många av dem det gäller som nås, procent
try-here-borjar = Börjar år
try-here-ar = Visa år
try-here-kostnad = Kostnad per år, kronor
try-here-kostnad-hint = Om ni vet den.
try-here-fewer = I { $place } behövs { $n } färre årsarbetare år { $year } ({ $interval }).
try-here-more = I { $place } behövs { $n } fler årsarbetare år { $year } ({ $interval }).
try-here-unknown = Vi vet inte om det minskar behovet av personal i { $place }. I nio framtider av tio ändras det år { $year } med { $interval } årsarbetare.
try-here-nothing = Behovet av personal i { $place } ändras inte år { $year }.
try-here-share = Det är { $share } av de { $gap } som väntas saknas.
try-here-rests-on = Bygger på: { $basis }. { $lever }: { $size } ({ $interval }) { $unit } när alla nås och det är infört.
try-here-make-measure = Gör till åtgärd
try-here-nothing-saved = Inget sparas förrän du gör det till en åtgärd. Effekt, osäkerhet och källor följer med.
library-measure-title = Gör till åtgärd
library-measure-lead = Vilket behov möter ”{ $title }” i { $place }?
library-measure-none = Det finns ingen färdplan för kommunen att lägga åtgärden i.
library-measure-make = Skapa åtgärden
field-municipality-missing = Skriv en kommun.
field-municipality-unknown = Det är ingen kommun. Skriv namnet, till exempel Hedemora.
field-need-missing = Välj vilket behov åtgärden möter.
need-find-approaches = Hitta arbetssätt
