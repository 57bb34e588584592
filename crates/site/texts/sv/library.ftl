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
ranked-title = Arbetssätt för ”{ $need }” i { $place }
ranked-lead = De som handlar om behovet. Först de som säkert minskar behovet av personal, och bland dem de som ger mest för varje krona om kostnaden är känd. Sedan de andra, efter hur väl de svarar mot behovet och hur starkt underlaget är. Hälften av dem det gäller antas nås. Kostnaden är exemplens, omräknad efter antalet invånare 80 år och äldre.
ranked-closes = { $n } färre årsarbetare år { $year } ({ $interval })
ranked-unknown = Vi vet inte om det minskar behovet av personal här.
ranked-not-computed = Går inte att räkna om till årsarbetare utan egna siffror.
ranked-cost = omkring { $kronor } per år här
ranked-cost-unknown = Kostnaden är inte känd
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

# Examples.

examples-title = Exempel
examples-lead = Vad kommuner, regioner och andra har gjort i äldreomsorgen, vad det ledde till och vad som inte fungerade. Halvfärdigt och misslyckat räknas också.
examples-count = { $n ->
    [one] Ett exempel
   *[other] { $n } exempel
  }
examples-contribute = Den som har ett konto för en kommun, region eller utförare kan lämna tips här.
examples-any = Alla
examples-csv = Alla som tabell (CSV)
examples-atom = Nyheter (Atom)
examples-api = För program (JSON)
examples-feed-title = Färdplan: exempel från äldreomsorgen
examples-by-q = Handlar om
examples-by-tema = Tema
examples-by-lan = Län
examples-by-liknar = Kommuner som liknar
examples-by-mognad = Hur långt
examples-by-utfall = Hur det gick
examples-by-underlag = Underlag
examples-by-visa = Visa
examples-show-egna = Våra egna
examples-show-utkast = Våra utkast
examples-show-vantar = Väntar på godkännande
examples-show-se-over = Behöver ses över
library-examples = { $n ->
    [one] Ett exempel från kommuner och andra
   *[other] { $n } exempel från kommuner och andra
  }
maturity-idea = Idé
maturity-tested = Testat
maturity-introduced = Infört
maturity-everywhere = Infört överallt
maturity-ended = Avslutat
example-verdict-too_early = För tidigt att säga
example-verdict-works = Det fungerar
example-verdict-mixed = Delvis
example-verdict-failed = Det fungerade inte
evidence-told = Egen erfarenhet
evidence-followed_up = Uppföljt
evidence-before_after = Mätt före och efter
evidence-compared = Jämfört med andra
evidence-studied = Studerat av forskare
provision-unknown = Inget sagt
provision-own = Egen regi
provision-contracted = Entreprenad
provision-both = Egen regi och entreprenad
licence-cc0 = CC0: fritt att använda
licence-cc_by = CC BY: fritt att använda, om källan nämns
example-state-draft = Utkast
example-state-submitted = Väntar på godkännande
example-state-published = Publicerat
example-state-withdrawn = Tillbakadraget
example-is-tip = Tips
example-is-tip-about = Det här är ett tips: bara det viktigaste är skrivet. Fråga kontakten om resten.
needs-look-due = Behöver ses över
needs-look-contact_gone = Kontakten svarar inte
needs-look-due-about = Ingen har sagt på ett och ett halvt år att det här fortfarande stämmer.
needs-look-contact_gone-about = Någon har berättat att kontakten inte svarar. Vi vet inte om det här fortfarande stämmer.
review-questioned-about = En granskare har frågor om det som står här. Läs vad de säger längre ned.
example-own = För er som äger exemplet
example-reason-draft = Skickat tillbaka: { $reason }
example-reason-withdrawn = Tillbakadraget: { $reason }
example-lacks-claim = Skriv vad det har lett till, innan det publiceras.
example-lacks-region_code = Välj var det gjordes, innan det publiceras.
example-lacks-contact = Skriv vilken funktion man frågar, innan det publiceras.
example-step-skicka = Skicka för godkännande
example-step-publicera = Publicera
example-step-tillbaka = Skicka tillbaka
example-step-dra-tillbaka = Dra tillbaka
example-step-stammer = Det stämmer fortfarande
example-reason = Varför?
example-edit = Ändra exemplet
example-delete = Ta bort exemplet
example-files = Bilagor
example-conclusions = Slutsatser
example-conclusions-hint = Vad kan andra lära av det? Det läses först.
example-need = Behov
example-need-hint = Vilket behov möter det?
example-body = Vad som gjordes
example-not-worked = Vad som inte fungerade
example-not-worked-hint = Det som andra har mest nytta av.
example-conditions = Vad det kräver
example-conditions-hint = Till exempel kompetens, uppkoppling, lokaler eller beslut.
example-legal = Juridik och upphandling
example-next-step = Nästa steg
example-source = Källa
example-results = Resultat
example-updates = Vad som har hänt sedan
example-about = Om exemplet
example-verdict = Hur det gick
example-evidence = Underlag
example-target-group = Målgrupp
example-provision = Regi
example-period = Tid
example-staff-hours = Personalens tid
example-hours = { $n } timmar
example-staff-hours-hint = Timmar, allt som allt.
example-cost-once = Engångskostnad
example-cost-once-hint = Kronor.
example-cost-yearly = Kostnad per år
example-cost-yearly-hint = Kronor.
example-paid-by = Vem som betalade
example-organisation = Ansvarig
example-told-by = Berättat av
example-told-by-hint = Funktion, till exempel enhetschef hemtjänst. Fyll bara i om du skriver åt någon annan.
example-published = Publicerat
example-contact = Kontakt
example-contact-hint = Funktion, till exempel utvecklingsledare äldreomsorg. Skriv ingen persons namn.
example-contact-email = Kontaktens e-post
example-contact-email-hint = Helst en brevlåda som flera läser. Hit går brev när andra tar upp exemplet.
example-licence = Villkor
example-not-measured = Inte mätt
example-contact-gone = Kontakten svarar inte
example-try = Vad skulle det betyda hos er?
example-try-lead = Exemplet hör till ett arbetssätt som studier säger något om:
example-try-do = Pröva i er kommun
example-alike = Liknande exempel finns redan
example-needs = Behov i färdplaner som det kan möta
example-title = Vad gjorde ni?
example-title-hint = En rad, till exempel: Egen rehabassistent i hemtjänsten.
example-claim = Vad har det lett till?
example-claim-hint = En mening. Den läses före allt annat.
example-region-code = Var?
example-region-own = Där organisationen ligger
example-maturity = Hur långt har det kommit?
example-theme = Tema
example-approach = Arbetssätt
example-approach-hint = Om det hör till något av bibliotekets arbetssätt.
example-from-year = Från år
example-to-year = Till år
example-to-year-hint = Tomt om det pågår.
example-new = Skriv ett helt exempel
example-new-lead = Bara det första avsnittet behövs för att publicera. Resten kan fyllas på efter hand.
example-save = Spara utkast
example-section-first = Det viktigaste
example-section-context = Sammanhang
example-section-done = Vad som gjordes
example-section-results = Resultat
example-section-cost = Kostnad
example-section-rest = Källa och villkor
example-result-row = Mätning { $row }
example-result-indicator = Vad mättes?
example-result-unit = Enhet
example-result-before = Före
example-result-after = Efter
example-result-compared = Jämfört med
tip-title = Lämna ett tips
tip-lead = Fem frågor. Det behöver varken vara färdigt eller lyckat. Skriv inget om enskilda personer.
tip-organisation-id = För vilken organisation?
tip-what = Vad gjorde ni?
tip-what-hint = En rad, till exempel: Egen rehabassistent i hemtjänsten.
tip-claim = Vad har det lett till?
tip-claim-hint = En mening. Vet ni inte än: skriv vad ni hoppas på.
tip-maturity = Hur långt har det kommit?
tip-not-worked = Vad fungerade inte?
tip-not-worked-hint = Får vara tomt.
tip-contact = Vem kan den som vill veta mer fråga?
tip-contact-hint = Funktion, till exempel enhetschef hemtjänst. Skriv ingen persons namn.
tip-section-other = Om du skriver åt någon annan
tip-told-by = Vem berättade?
tip-told-by-hint = Funktion, till exempel enhetschef, per telefon.
tip-region-code = Var gjordes det?
tip-save = Lämna tipset
example-organisation-id = För vilken organisation?
update-title = Berätta vad som har hänt sedan
update-lead = Det läggs till under exemplet. Det som stod förut står kvar.
update-body = Vad vet ni nu?
update-day = Vilken dag gäller det?
update-source = Källa
update-save = Lägg till
review-title = Granska exemplet
review-lead = Det du säger står på exemplets sida med din organisations namn.
review-organisation-id = För vilken organisation?
review-verdict = Stämmer det som står?
review-verdict-verified = Ja
review-verdict-questioned = Något behöver rättas eller förklaras
review-note = Med egna ord
review-save = Spara granskningen
review-verified-by = Granskat av { $name } { $day }: det stämmer.
review-questioned-by = Granskat av { $name } { $day }: något behöver rättas eller förklaras.
review-before-change = Exemplet har ändrats sedan dess.
reuse-heading = Andra som har prövat
glance-cost = Kostnad per år
glance-cost-unknown = Vi vet inte
glance-cost-none = Inget exempel här säger vad det kostar.
glance-cost-about = { $n ->
    [one] Ett exempel säger vad det kostar. Storleken på verksamheten spelar roll.
   *[other] { $n } exempel säger vad det kostar. Storleken på verksamheten spelar roll.
  }
glance-spread = Hos hur många
glance-spread-places = { $n ->
    [one] 1 organisation
   *[other] { $n } organisationer
  }
glance-spread-none = Ingen har berättat här att de gör så.
glance-spread-introduced = { $n ->
    [one] En av dem har infört det.
   *[other] { $n } av dem har infört det.
  }
approach-no-examples = Ingen har skrivit ett exempel på det här än.
reuse-none = Ingen har berättat än hur det gick hos dem.
reuse-declined-count = { $n ->
    [one] En har valt bort det, och säger varför.
   *[other] { $n } har valt bort det, och säger varför.
  }
reuse-title = Hos oss
reuse-lead = Det som står här ser alla.
reuse-new = Berätta hur det är hos er
reuse-organisation-id = För vilken organisation?
reuse-step = Hur långt har ni kommit?
reuse-step-interested = Vi är intresserade
reuse-step-contacted = Vi har haft kontakt
reuse-step-testing = Vi testar
reuse-step-introduced = Vi har infört det
reuse-step-result = Vi vet hur det gick
reuse-step-declined = Vi har valt bort det
reuse-step-interested-on = Intresserad { $day }
reuse-step-contacted-on = Har haft kontakt { $day }
reuse-step-testing-on = Testar sedan { $day }
reuse-step-introduced-on = Infört { $day }
reuse-step-result-on = Resultat { $day }
reuse-step-declined-on = Valde bort det { $day }
reuse-reason = Varför valde ni bort det?
reuse-reason-hint = Behövs bara om ni har valt bort det. Nästa läsare har nytta av det.
reuse-result = Hur gick det?
reuse-result-hint = Behövs bara om ni vet hur det gick.
reuse-unit = Vilken enhet?
reuse-unit-hint = Tomt om det gäller hela organisationen.
reuse-day = Sedan vilken dag?
reuse-save = Spara
reuse-remove = Ta bort
letter-reuse-subject = { $name } och ”{ $title }”
letter-reuse-interested = { $name } är intresserad av ert exempel ”{ $title }”.
letter-reuse-contacted = { $name } har antecknat att de har haft kontakt om ert exempel ”{ $title }”.
letter-reuse-testing = { $name } testar det som står i ert exempel ”{ $title }”.
letter-reuse-introduced = { $name } har infört det som står i ert exempel ”{ $title }”.
letter-reuse-result = { $name } berättar hur det gick med det som står i ert exempel ”{ $title }”.
letter-reuse-declined = { $name } har valt bort det som står i ert exempel ”{ $title }”.
letter-reuse-end = Du får brevet för att din adress står som kontakt för exemplet.
saved-exempel = Exemplet är sparat.
saved-exempel-av-svar = Svaret är nu ett utkast till exempel. Läs igenom det, och ta bort det som inte ska stå för alla.
saved-tips = Tipset är sparat och väntar på att någon hos er godkänner det. Vill du skriva mer kan du ändra det här.
saved-exempel-skicka = Exemplet väntar på godkännande.
saved-exempel-publicera = Exemplet är publicerat. Nu ser alla det.
saved-exempel-tillbaka = Exemplet är skickat tillbaka.
saved-exempel-dra-tillbaka = Exemplet är tillbakadraget. Bara ni ser det.
saved-exempel-stammer = Tack. Exemplet behöver inte ses över på ett och ett halvt år.
saved-kontakt-borta = Tack. Det står nu på exemplets sida, och de som äger det ser det.
saved-uppfoljning = Uppföljningen är tillagd.
saved-granskning = Granskningen är sparad.
saved-upptag = Sparat. Alla kan nu se hur långt ni har kommit.
saved-upptag-bort = Borttaget.
deleted-exempel = Exemplet är borttaget. Det finns bland det borttagna i 30 dagar.
part-example = Exemplet
right-contribute = skriva exempel
right-approve_example = publicera exempel
right-review = granska andras exempel
field-example-lacks = Fyll i det här innan det kan publiceras.
field-example-not-so = Exemplet har hunnit ändras: { $state ->
    [draft] det är ett utkast
    [submitted] det väntar på godkännande
    [withdrawn] det är tillbakadraget
   *[published] det är publicerat
  }.
field-review-own = Ni kan inte granska er egen organisations exempel.
field-reuse-draft = Exemplet är inte publicerat än.
field-nothing-answered = Det finns inget svar att göra ett exempel av.
field-day-ahead = Dagen har inte varit än.
field-result-missing = Skriv hur det gick.
field-indicator-missing = Skriv vad som mättes.
field-rows-too-many = Högst { $most } rader.
action-example-create = Skrev exempel
action-example-edit = Ändrade exempel
action-example-delete = Tog bort exempel
action-example-restore = Tog tillbaka exempel
action-example-submit = Skickade exempel för godkännande
action-example-publish = Publicerade exempel
action-example-send-back = Skickade tillbaka exempel
action-example-withdraw = Drog tillbaka exempel
action-example-confirm = Sade att ett exempel stämmer
action-example-contact-gone = Sade att ett exempels kontakt inte svarar
action-example-add-update = Berättade vad som har hänt sedan
action-example-review = Granskade exempel
action-reuse-create = Antecknade hur långt något har kommit hos organisationen
action-reuse-delete = Tog bort en sådan anteckning
uptake-stage-none = Använder det inte
uptake-stage-none-means = Har inte prövat.
uptake-stage-testing = Prövar
uptake-stage-testing-means = I ett projekt eller på någon enhet.
uptake-stage-partly = Infört delvis
uptake-stage-partly-means = I vanlig drift för några av dem som det passar.
uptake-stage-everywhere = Infört överallt
uptake-stage-everywhere-means = I vanlig drift för alla som det passar.
uptake-stage-retired = Har slutat
uptake-stage-retired-means = Har haft det men har det inte längre.
spread-title = { $approach }: så har det spridit sig
spread-see = Hur det har spridit sig
spread-overview = Så sprider sig tekniken
spread-overview-lead = Hur många kommuner som prövar, har infört eller har slutat, enligt vad som är sagt om dem.
spread-overview-about = Kommuner som inte har sagt något räknas inte.
spread-approach = Arbetssätt
spread-nothing = Ingen kommun har sagt hur långt den har kommit.
spread-using = { $count ->
    [0] Ingen av dem som något är sagt om använder det.
    [one] En kommun av { $of } använder det: { $parts }.
   *[other] { $count } av { $of } kommuner använder det: { $parts }.
}
spread-retired = { $n ->
    [one] En har haft det men har slutat.
   *[other] { $number } har haft det men har slutat.
}
spread-none = { $n ->
    [0] Ingen säger att den inte använder det.
    [one] En använder det inte.
   *[other] { $number } använder det inte.
}
spread-unknown = { $n ->
    [0] Något är sagt om alla.
    [one] Om en är inget sagt.
   *[other] Om { $number } är inget sagt.
}
spread-share = { $count ->
    [one] I den kommun som har sagt hur många som har det är det { $share } av dem som det passar för.
   *[other] I { $count } kommuner är det sagt hur många som har det: i snitt { $share } av dem som det passar för, vägt efter antalet invånare som är 80 år eller äldre.
}
spread-years = År för år
spread-year = År
spread-where = Kommunerna
spread-choose-year = Välj år på kartan
spread-columns = Kommuner som använder { $approach }
spread-columns-say = Från { $from } år { $first } till { $to } år { $last }.
spread-unit = kommuner
spread-map = { $approach } i kommunerna { $year }
spread-map-say = Mörkare ju längre kommunen har kommit. Samma sak står i tabellen.
spread-not-said = Inget sagt
spread-near-title = Vilka nära er har gjort det?
spread-near = { $place } och de närmaste
spread-standing = { $stage }, sedan { $day }
spread-all = Vad som är sagt om var och en
spread-all-none = Inget är sagt än.
spread-who = Vem
spread-stage = Hur långt
spread-share-head = Andel
spread-since = Sedan
spread-note = Vad de säger
uptake-new = Berätta hur långt ni har kommit
uptake-told-by = Enligt { $who }
uptake-source-own = Egen uppgift
uptake-source-inquiry = Svar på en förfrågan
uptake-source-table = Ur en tabell
uptake-organisation-id = För vilken organisation?
uptake-stage = Hur långt har ni kommit?
uptake-share = Andel som har det, i procent
uptake-share-hint = Av dem som det passar för. En uppskattning räcker. Tomt om ni inte vet.
uptake-day = Sedan vilken dag?
uptake-note = Vad vill ni säga om det?
uptake-note-hint = Till exempel varför ni har slutat. Nästa läsare har nytta av det.
uptake-file-title = Läs in en tabell över hur långt ni har kommit
field-stage-missing = Välj hur långt ni har kommit.
field-share-without-use = Det som inte används har ingen andel. Ta bort andelen, eller välj ett annat läge.
field-day-too-early = Välj en dag från { $date } och framåt.
field-approach-unknown = Det finns inget arbetssätt som heter { $name }.
field-uptake-of-others = Ni kan bara läsa in uppgifter om er egen organisation.
field-uptake-twice = Samma organisation, arbetssätt och dag står på två rader.
action-uptake-note = Antecknade hur långt organisationen har kommit med ett arbetssätt
action-uptake-delete = Tog bort en uppgift om hur långt någon har kommit
action-uptake-take-in = Läste in en tabell över hur långt organisationer har kommit
examples-file-title = Läs in exempel ur en tabell
examples-file-lead = En rad är ett exempel. Bara vad ni gjorde måste fyllas i. Ni ser vad som händer med varje rad innan något sparas, och exemplen blir utkast. Högst { $most } rader på en gång.
saved-exempel-fil = Exemplen är inlästa som utkast. Publicera dem ett och ett när ni har läst igenom dem.
field-example-told-already = Ni har redan ett exempel som heter så.
field-example-twice = Samma exempel står på en rad till.
uptake-file-lead = En rad är en organisation, ett arbetssätt och hur långt det har kommit. Ni ser vad som händer med varje rad innan något sparas. En kommun läser in det egna; regioner, myndigheter och föreningar kan läsa in uppgifter om flera, och då står det vem som har sagt det. Högst { $most } rader på en gång.
uptake-column-organisation = Kommun
uptake-column-approach = Arbetssätt
uptake-column-stage = Hur långt
uptake-column-share = Andel i procent
uptake-column-day = Sedan
uptake-column-note = Kommentar
examples-by-kostnad = Högst kronor om året
examples-by-ar = År
examples-by-behov = Svarar mot behovet
examples-by-havstang = Påverkar
examples-by-storlek = Kommunens storlek
examples-for-need = Exempel som svarar mot behovet
spread-csv = Alla uppgifter som CSV
spread-table = Som tabell
try-here-halveras = År tills effekten har halverats
try-here-halveras-followed = { $count ->
    [one] Som längst har den följts i en månad, och vad som händer sedan vet ingen. Tomt om ni tror att den håller i sig.
   *[other] Som längst har den följts i { $n } månader, och vad som händer sedan vet ingen. Tomt om ni tror att den håller i sig.
}
try-here-halveras-unfollowed = Ingen har sagt hur länge effekten har följts. Tomt om ni tror att den håller i sig.
examples-more = Fler val
saved-tabell = Tabellen är inläst. Alla kan nu se vad som står i den.
saved-tabell-borta = Den tabellen är redan inläst, eller så har den kastats.
field-share-none = Det som används har en andel. Lämna rutan tom om ni inte vet hur stor.
field-share-as-part = { $cell } kan betyda två saker. Skriv 45 för 45 procent.
field-uptake-day-missing = Skriv sedan när, när det gäller någon annan än er själva.
uptake-day-hint = Tomt om det är som förut, eller från i dag om det är nytt.
uptake-answered-to = Svar till { $who }
spread-under-one = under 1 %
try-here-reached = Här nås { $reach } av dem, från { $year }.
try-here-fades = Effekten halveras på { $years } år.
examples-clear = Rensa valen
spread-part-everywhere = { $n ->
    [one] en överallt
   *[other] { $number } överallt
}
spread-part-partly = { $n ->
    [one] en delvis
   *[other] { $number } delvis
}
spread-part-testing = { $n ->
    [one] en prövar
   *[other] { $number } prövar
}
