# The start page, regions and what a roadmap is worth.
year = År
region = Område
country = Sverige
region-country = Riket
as-table = Tabell
compute = Räkna
reset = Återställ

start-title = Vad är på väg, och räcker planen?
start-lead = Färdplan visar hur behovet av äldreomsorg växer i varje kommun, med osäkerheten synlig. Och den räknar ut hur mycket av gapet i platser, personal och pengar som kommunens färdplan stänger.
start-search = Sök din kommun
start-country = I hela landet ökar antalet invånare 80 år och äldre med { $growth } till { $year } ({ $growth_interval }). Kommer behoven senare när vi lever längre behövs då { $places } platser till i särskilt boende ({ $places_interval }) och { $fte } årsarbetare till ({ $fte_interval }); med dagens andelar vid varje ålder { $places_unchanged } platser och { $fte_unchanged } årsarbetare.
start-country-link = Mer om riket
start-figure = Färglägg kartan efter
start-year = År
start-show = Visa
start-source = SCB, Socialstyrelsen och Kolada; folkmängd efter ålder som den senast är räknad. Prognos: Färdplan, 1 000 framtider, medianer.
map-title = { $figure }, { $year }, per kommun
map-description = Karta över { $number } kommuner. Samma siffror finns i tabellen och i filerna.
column-namn = Kommun
column-lan = Län
column-invanare = Invånare { $base }
column-80-plus = 80 år och äldre { $base }

figure-tillvaxt-80-plus = Ökning av antalet invånare 80+
figure-platser-antal = Platser som saknas
figure-arsarbetare-antal = Årsarbetare som saknas
column-roadmap = Färdplan
roadmap-stage-none = ingen
roadmap-stages-of = { $n } av { $all } gällande
within-country-title = Län för län
figure-platser = Platser som saknas per 1 000 invånare 80+
figure-arsarbetare = Årsarbetare som saknas per 1 000 invånare
figure-rekrytering = Rekryteringar om året per 1 000 invånare 20–66 år
figure-kostnad = Ökning av kostnaden
figure-andel-80-plus = Andel invånare 80+

search-title = Sök
search-none = Inget heter så, och inget handlar om det. Kontrollera stavningen.

headline = År { $year } är <b>{ $old }</b> invånare 80 år eller äldre, { $growth } än { $base } <span class="ci">({ $growth_interval })</span>. { $presumed }, och ändras inget annat, behövs { $places } <span class="ci">({ $places_interval })</span>. { $fte } { $supply }.
headline-tried = År { $year } är <b>{ $old }</b> invånare 80 år eller äldre, { $growth } än { $base } <span class="ci">({ $growth_interval })</span>. { $presumed }, behövs med det du prövar { $places } <span class="ci">({ $places_interval })</span>. { $fte } { $supply }.
presumed-friskare = Kommer behoven senare när vi lever längre
presumed-part = Skjuts behoven upp { $share } så mycket som livet blir längre
presumed-also = {" "}och skjuts behoven upp { $share } så mycket som livet blir längre
presumed-oforandrad = Får lika stor andel vid varje ålder insatser som i dag
presumed-trend = Fortsätter andelarna som får insatser att ändras som de senaste tio åren, allt långsammare
presumed-andel = Bor { $share } av dem som är 80 år och äldre i särskilt boende
presumed-tak = Byggs inga fler platser
presumed-scb = Blir de äldre så många som SCB väntar sig
official-note = I SCB:s prognos blir färre gamla eftersom livet blir längre långsammare. Då skjuts behoven också upp mindre, och platserna skiljer sig mindre från vår prognos än antalet äldre.
need-note = Hur mycket senare är ett antagande: från inte alls till dubbelt så mycket. Om lika stor andel vid varje ålder fick insatser som i dag skulle det i stället behövas { $places } <span class="ci">({ $interval })</span>. I så fall: { $fte } { $supply }. Det spannet förutsätter att andelarna verkligen står stilla.
need-note-link = Varför det räknas så
headline-grown = <b>{ $percent } fler</b>
headline-fewer = <b>{ $percent } färre</b>
headline-places-more = { $count ->
    [0] ungefär lika många platser i särskilt boende som i dag
    [one] <b>en plats till</b> i särskilt boende
   *[other] <b>{ $n } fler platser</b> i särskilt boende
}
headline-places-fewer = { $count ->
    [one] <b>en plats mindre</b> i särskilt boende
   *[other] <b>{ $n } färre platser</b> i särskilt boende
}
headline-fte-more = { $count ->
    [0] Det saknas inga årsarbetare <span class="ci">({ $interval })</span>
    [one] Det saknas <b>en årsarbetare</b> <span class="ci">({ $interval })</span>
   *[other] Det saknas <b>{ $n } årsarbetare</b> <span class="ci">({ $interval })</span>
}
headline-fte-fewer = { $count ->
    [one] Det finns <b>en årsarbetare mer</b> än vad som behövs <span class="ci">({ $interval })</span>
   *[other] Det finns <b>{ $n } årsarbetare fler</b> än vad som behövs <span class="ci">({ $interval })</span>
}
headline-supply-more = även om ni rekryterar i dagens takt
headline-supply-fewer = om ni rekryterar i dagens takt
headline-supply-more-wide = även om kommunerna rekryterar i dagens takt
headline-supply-fewer-wide = om kommunerna rekryterar i dagens takt
headline-supply-more-tried = även med den rekrytering som det ger
headline-supply-fewer-tried = med den rekrytering som det ger
interval-signed = { $low } till { $high }

verdict-question = Räcker färdplanen?
verdict-why = Se varför
no-roadmap-title = Ingen färdplan än.
no-roadmap = Börja från mallen med fyra områden och tjugo behov, lägg till åtgärder och se hur mycket av gapet de stänger.
no-roadmap-link = Skapa färdplan

chart-choice = Välj diagram
chart-80-plus-tab = 80 år och äldre
chart-80-plus-title = Invånare 80 år och äldre
chart-hemtjanst-tab = Hemtjänst
chart-hemtjanst-title = Personer 65+ med hemtjänst
chart-sarskilt-boende-tab = Särskilt boende
chart-sarskilt-boende-title = Personer 65+ som behöver särskilt boende
chart-arsarbetare-tab = Årsarbetare
chart-arsarbetare-title = Årsarbetare som behövs i äldreomsorgen
chart-rekrytering-tab = Rekrytering
chart-rekrytering-title = Personer att rekrytera varje år
chart-kostnad-tab = Kostnad
chart-kostnad-title = Kostnad för äldreomsorgen om året, 2023 års priser
chart-history = utfall
chart-forecast = prognos
chart-median = median
chart-half = hälften av framtiderna
chart-nine = 9 av 10 framtider
chart-without = utan ändring
chart-own = Färdplan
chart-later = behoven kommer senare
chart-description = { $region }. { $year } är medianen { $median } { $unit }, och nio framtider av tio ligger inom { $interval }.
chart-places-today = dagens platser
chart-staff-today = dagens bemanning
chart-source = SCB, invånare efter ålder i de år som är räknade (streckat: inte räknat efter ålder). Prognos: Färdplan, 1 000 framtider.
chart-source-country = SCB, räknad befolkning, och SCB:s prognos från april 2026 (åldrarna uträknade ur dess medelfolkmängd och döda). Prognos: Färdplan, 1 000 framtider.

unit-persons = personer
unit-places = platser
unit-hours = timmar
unit-fte = årsarbetare
unit-sek = kronor
unit-millions = mnkr
unit-billions = mdkr
amount-millions = { $n } mnkr
county = { $name }
unit-years = år
unit-points = procentenheter
unit-percent = %
unit-hours-a-week = h/vecka
unit-percent-a-year = % om året

try-title = Pröva
try-hint = Dra i ett reglage, så syns skillnaden här.
scenario = Så utvecklas behovet
scenario-friskare = Behoven kommer senare
scenario-oforandrad = Oförändrade andelar
scenario-trend = Trenden fortsätter
scenario-andel = Beslutad andel i särskilt boende
scenario-tak = Inga fler platser byggs
scenario-scb = Så många äldre som SCB väntar sig
scenario-andel-field = Andel av 80+ i särskilt boende, %
scenario-friskare-field = Så stor del av livets förlängning skjuts behoven upp, %
more-levers = Fler hävstänger
effect-title = Det här ändras { $year }
effect-title-outlook = Jämfört med att behoven kommer senare, { $year }
effect-places-gap = Platser som saknas
effect-queue = Personer i kö
effect-home-care-persons = Personer med hemtjänst
effect-fte-gap = Årsarbetare som saknas
effect-cost-sek = Kostnad om året
make-measure = Gör till åtgärd
lever-unreadable = ”{ $typed }” är inget tal. Hävstången står kvar där den var.
lever-clamped = { $lever } räknas bara till { $held } { $unit }. Där slutar hävstångens spann.

lever-onset-delay = Senare behov av insats
lever-onset-delay-caution = Utöver det som prognosen redan räknar med när vi lever längre. Bättre hälsa skjuter upp inflyttningen omkring ett år enligt en modell, en del av det av samma skäl; det är inte prövat i försök.
lever-special-housing-coverage = Andel av 80+ i särskilt boende
lever-special-housing-coverage-caution = Andelen är ett politiskt val och skiljer sig flera gånger om mellan kommuner. Den som inte får plats får hemtjänst.
lever-home-care-hours-per-user = Hemtjänsttimmar per brukare
lever-home-care-hours-per-user-caution = Ändrar hur mycket hjälp var och en får, inte hur många som får.
lever-night-supervision = Digital tillsyn på natten
lever-night-supervision-caution = Fanns i 78 % av kommunerna 2022 men hos få brukare. Ange hur stor del av hemtjänsttimmarna som frigörs.
lever-medication-dispensing = Läkemedelsautomater
lever-medication-dispensing-caution = Frigjorde netto 28 minuter om dagen per brukare i en branschnära studie av fyra kommuner. Ange hur stor andel av brukarna i hemtjänsten som får en automat.
lever-staffing-per-place = Bemanning per plats
lever-staffing-per-place-caution = Ändrar antalet årsarbetare per boende, och därmed kostnaden.
lever-contract-hours = Arbetad tid per anställd
lever-contract-hours-caution = En timme mer i veckan för deltidsanställda i hela välfärden motsvarar 4 500 årsarbetare. Ange ändringen som medel över alla anställda.
lever-sick-leave = Sjukfrånvaro
lever-sick-leave-caution = Nivån var 7,5 % i kommunerna 2023. Ingen effekt per åtgärd är publicerad.
lever-exit-age = Ålder vid utträde ur arbetslivet
lever-exit-age-caution = I dag strax över 64 år. Publicerade effekter av ett år till skiljer sig åt: 31 000 och 50 000 personer i hela välfärden. Här skjuter alla upp avgången samtidigt: rekryteringen faller först och kommer sedan tillbaka.
lever-turnover = Personalomsättning
lever-turnover-caution = 8,4 % av kommunernas anställda slutade 2022. Ange ändringen mot i dag.
lever-training-supply = Nyutbildade
lever-training-supply-caution = Nyutbildade undersköterskor och sjuksköterskor som börjar i kommunens äldreomsorg, mot i dag; vårdbiträden påverkas inte. Dagens antal är landets, och uppgifterna är tio till tjugo år gamla.
lever-places-opened = Nya platser i särskilt boende
lever-places-opened-caution = Ange det antal som är beslutat eller prövas.
lever-places-closed = Platser som läggs ner
lever-places-closed-caution = Ange det antal som är beslutat eller prövas.
lever-unit-cost-trend = Kostnadsutveckling utöver demografin
lever-unit-cost-trend-caution = 1 % om året 1980–2012.
lever-relatives-support = Stöd till anhöriga
lever-relatives-support-caution = Ingen publicerad effekt. Ange hur stor del av hemtjänsttimmarna som inte behövs.
lever-continuity = Högre kontinuitet
lever-continuity-caution = Kostar timmar: ange hur många procent fler hemtjänsttimmar som krävs för att brukarna ska möta färre olika personer.

roadmaps-title = Färdplaner
roadmaps-none = Kommunen har ingen färdplan här än.
roadmaps-all = Kommunens färdplaner
roadmaps-measures = { $n ->
    [one] 1 åtgärd
   *[other] { $number } åtgärder
}
comparison-title = Jämfört med andra
comparison-link = Visa jämförelsen
within-caption = { $year }, median och nio framtider av tio.
comparison-caption = { $year }, median och nio framtider av tio. Kommuner som liknar varandra i storlek, åldersstruktur och täthet.
within-title = Kommun för kommun

untried = Prövningen kunde inte göras: programmets tabeller är skadade. Berätta det för den som sköter systemet.
past-title = Så här bra hade prognosen varit
past-within = Om prognosen hade gjorts { $from }, med det som var känt då, hade den sagt <b>{ $forecast }</b> personer 80+ för { $year } <span class="ci">({ $interval })</span>. Det blev <b>{ $outcome }</b>: { $error } fel, inom intervallet.
past-outside = Om prognosen hade gjorts { $from }, med det som var känt då, hade den sagt <b>{ $forecast }</b> personer 80+ för { $year } <span class="ci">({ $interval })</span>. Det blev <b>{ $outcome }</b>: { $error } fel, utanför intervallet.
past-last-within = För { $year } hade den sagt <b>{ $forecast }</b> <span class="ci">({ $interval })</span>, och det blev <b>{ $outcome }</b>: { $error } fel, inom intervallet.
past-last-outside = För { $year } hade den sagt <b>{ $forecast }</b> <span class="ci">({ $interval })</span>, och det blev <b>{ $outcome }</b>: { $error } fel, utanför intervallet.
past-typical-smallest = Typiskt fel för kommuner med färre än 5 000 invånare var { $error } år { $year } och { $last_error } år { $last }.
past-typical-small = Typiskt fel för kommuner med 5 000–10 000 invånare var { $error } år { $year } och { $last_error } år { $last }.
past-typical-lower = Typiskt fel för kommuner med 10 000–20 000 invånare var { $error } år { $year } och { $last_error } år { $last }.
past-typical-middle = Typiskt fel för kommuner med 20 000–50 000 invånare var { $error } år { $year } och { $last_error } år { $last }.
past-typical-large = Typiskt fel för kommuner med minst 50 000 invånare var { $error } år { $year } och { $last_error } år { $last }.
past-frozen = Metodens tal är valda med facit till 2019, och frystes innan de mötte åren efter: då hamnade { $share } av 100 kommuner inom intervallet { $year }.
past-chart-title = Prognos gjord { $from } och utfall, invånare 80 år och äldre, { $region }
past-chart-description = Prognos gjord { $from }: { $forecast } personer 80 år eller äldre { $year }, nio framtider av tio { $interval }. Det blev { $outcome }. { $last }: { $last_forecast }, nio framtider av tio { $last_interval }. Det blev { $last_outcome }.
past-source = SCB, befolkning 2008–2023. Nivåer och trender bygger bara på uppgifter till och med 2008; hur mycket kommuner brukar skilja sig åt är valt på utfall till 2019.

worth-title = Vad färdplanen är värd
worth-gap-choice = Välj vad som ska stängas
worth-gap-fte = Årsarbetare
worth-gap-places = Platser
worth-gap-hires = Rekryteringar
worth-gap-cost = Kronor
worth-gap-fte-title = Årsarbetare som saknas { $year }
worth-gap-places-title = Platser i särskilt boende som saknas { $year }
worth-gap-hires-title = Rekryteringar utöver dagens takt, sammanlagt till och med { $year }
worth-gap-cost-title = Kostnad om året utöver basårets, { $year }
worth-start = Utan färdplan
worth-remains = Kvar att lösa
worth-description = Utan färdplan { $without }. Med färdplanen återstår { $remaining }.
worth-interaction-less = Var för sig skulle åtgärderna ändra gapet med { $alone }, tillsammans ändrar de det med { $together }: de möter delvis samma behov, eller når gränsen för vad en hävstång kan ändras. Skillnaden, { $difference }, är fördelad på delarna ovan.
worth-interaction-more = Var för sig skulle åtgärderna ändra gapet med { $alone }, tillsammans ändrar de det med { $together }: de förstärker varandra. Skillnaden, { $difference }, är fördelad på delarna ovan.
worth-interaction-other = Var för sig skulle åtgärderna ändra gapet med { $alone }, tillsammans ändrar de det med { $together }. Skillnaden, { $difference }, är fördelad på delarna ovan.
worth-interaction-none = Tillsammans ändrar åtgärderna gapet lika mycket som var för sig: { $together }.
worth-sampled = Med fler än { $most } åtgärder finns för många ordningar att räkna alla. Delarna bygger på { $orders } slumpade, och varje del kan därför vara fel med högst { $margin } (95 procents säkerhet). Då blir delarna tillsammans helheten i medeltal.
worth-note = Varje åtgärds bidrag är rättvist fördelat: medelvärdet över alla ordningar som åtgärderna kan läggas till i. Delarna blir tillsammans helheten. Samma 1 000 framtider med och utan färdplan; staplarna går från median till median, som prognosens sidor, och det som skiljer medianer från medelvärden är fördelat efter hur osäkra delarna är. Intervallen täcker nio framtider av tio. En åtgärd som redan har börjat räknas med hela sin effekt, fast en del av den kan finnas i dagens siffror.
worth-question = Räcker det?
worth-yes = Ja, troligen. Färdplanen täcker <b>{ $closed }</b> av { $gap } <span class="ci">({ $closed_interval })</span>. { $chance }
worth-perhaps = Kanske. Färdplanen täcker <b>{ $closed }</b> av { $gap } <span class="ci">({ $closed_interval })</span>. { $chance }
worth-no = Nej, inte som den är. Färdplanen täcker <b>{ $closed }</b> av { $gap } <span class="ci">({ $closed_interval })</span>. { $chance }
worth-of-places = platserna som saknas
worth-of-fte = årsarbetarna som saknas
worth-of-hires = rekryteringarna utöver dagens takt
worth-of-cost = kostnadsökningen
worth-beside-part = <b>{ $closed }</b> av { $gap } <span class="ci">({ $closed_interval })</span>
worth-beside-closes = Den täcker också { $parts }.
worth-beside-grows = Däremot blir { $parts }.
worth-beside-more = { $gap } <b>{ $closed }</b> fler <span class="ci">({ $closed_interval })</span>
worth-beside-larger = { $gap } <b>{ $closed }</b> större <span class="ci">({ $closed_interval })</span>
worth-chance = { $count ->
    [one] Den räcker helt i { $chance } av 100 framtider.
   *[other] De räcker helt i { $chance } av 100 framtider.
}
worth-chance-few = { $count ->
    [one] Den räcker helt i färre än en av 100 framtider.
   *[other] De räcker helt i färre än en av 100 framtider.
}
worth-chance-most = { $count ->
    [one] Den räcker helt i fler än 99 av 100 framtider.
   *[other] De räcker helt i fler än 99 av 100 framtider.
}
worth-chance-none = { $count ->
    [one] Den räcker inte helt i någon av de { $futures } framtiderna.
   *[other] De räcker inte helt i någon av de { $futures } framtiderna.
}
worth-chance-all = { $count ->
    [one] Den räcker helt i alla { $futures } framtider.
   *[other] De räcker helt i alla { $futures } framtider.
}
worth-none-places = I { $chance } av 100 framtider saknas inga platser med färdplanen, mot { $before } utan den.
worth-none-fte = I { $chance } av 100 framtider saknas inga årsarbetare med färdplanen, mot { $before } utan den.
worth-none-hires = I { $chance } av 100 framtider räcker dagens takt i rekryteringen med färdplanen, mot { $before } utan den.
worth-none-cost = I { $chance } av 100 framtider ökar inte kostnaden med färdplanen, mot { $before } utan den.
worth-cannot-say = Eftersom det i en del framtider inte finns något gap visas ingen procentandel.
worth-no-gap = Det finns inget gap att stänga: i de flesta framtider räcker det som finns { $year }.
worth-nothing = Inget räknas än. Ge minst en åtgärd en effekt på en hävstång, med storlek och källa.
worth-nothing-link = Till färdplanen
worth-basis-gap = Gap
worth-basis-all = { $n ->
    [one] den enda som räknas
   *[other] alla { $number }
}
worth-basis-some = { $count } av { $all }: { $titles }
worth-of-version = så som den antogs, version { $number }
worth-of-adopted = den som gäller
worth-of-decided = { $stage }
worth-of-draft = inte beslutad: { $stage }
no-roadmap-whole-title = Ingen färdplan för hela kommunen än.
no-roadmap-whole = En del av kommunen har en egen, se nedan.
worth-measures = Åtgärder som räknas med
worth-measures-hint = Bocka av en åtgärd för att se vad färdplanen är värd utan den. Färdplanen själv ändras inte.
worth-not-municipality = Värdet räknas för kommuner. Den här färdplanen gäller ett större område.
worth-by-year = År för år
worth-without = Utan färdplan
worth-with = Med färdplan
worth-closed = Ändrar gapet med
worth-fan-description = Medianen utan och med färdplan, år för år, och intervallen utan. Samma siffror står i tabellen.
worth-fan-title = Gapet utan färdplan, och med
worth-fan-other = med färdplan
worth-worse = Nej, tvärtom: { $gap } blir <b>{ $closed }</b> fler <span class="ci">({ $closed_interval })</span>.
worth-larger = Nej, tvärtom: { $gap } blir <b>{ $closed }</b> större <span class="ci">({ $closed_interval })</span>.
worth-more = Ja, och mer än så: den täcker { $gap } och mer därtill. { $chance }
worth-not-started = Ingen åtgärd har börjat verka { $year }. Välj ett senare år.
worth-nothing-counted = Ingen åtgärd räknas just nu: de är stoppade, vilande, ersatta eller avbockade.
worth-scenario = Så utvecklas behovet
held-year = Året hålls inom { $from }–{ $to }: så långt visar sidorna.
held-share = Andelen hålls mellan 0 och { $most } %.
scenario-unknown = Scenariot ”{ $typed }” finns inte. Här visas behov som kommer senare när vi lever längre.
scenario-municipal-only = Det du valt räknas bara för en kommun i taget. Här visas behov som kommer senare när vi lever längre, om inget annat står.
past-coverage = Av de { $count } kommunerna av samma storlek hamnade { $own } inom sitt intervall år { $year } och { $own_last } år { $last }, av alla i landet { $share } respektive { $share_last } av 100.
levers-municipality-only = Hävstänger prövas för en kommun i taget: i ett län eller landet skulle platser och kostnader räknas en gång per kommun.
basis-sentence = Förutsättningar: { $chosen }.
basis-fetched = Hämtat { $day } från { $address }
xlsx-series = Diagrammens siffror
xlsx-about = Vad siffrorna bygger på
xlsx-low = 5 % av framtiderna lägre
xlsx-high = 5 % av framtiderna högre
xlsx-fetched = Hämtat
xlsx-address = Adress
chart-source-care = Brukare: Socialstyrelsen 2024. Personal och kostnader: Socialstyrelsen 2023 och SKR. Kommunens skillnader: Kolada 2010–2022. Prognos: Färdplan, 1 000 framtider.
column-line = 80+ till 2045
chart-official = SCB 2026
origin-title = Vad talen vilar på, och från när
origin-people = Invånare efter ålder är räknade den 31 december { $base } (SCB).
origin-moves = Dödligheten följer kommunens egna döda 2013–2022, dragen mot länets där kommunen är liten, och flyttningarna kommunens egna 2011–2025 och länets (SCB).
origin-care = Insatser, personal och kostnader är landets (Socialstyrelsen 2024 och 2023) och kommunens egna avvikelser från dem till och med 2022 (Kolada). Behoven väntas komma senare i takt med att livet blir längre: det är prövat mot utfall till och med 2022, och varför det varit så är inte känt.
origin-places = Platserna i särskilt boende i dag antas vara lika många som de som bor där, tills kommunen anger sina egna; hur många de är räknas ur det kommunen rapporterade till och med 2022.
origin-sums = Talen här är summan av kommunernas, framtid för framtid; kommunernas medianer går inte att lägga ihop till landets.
origin-official-title = Varför skiljer det sig från SCB?
origin-official = I SCB:s prognos från april 2026 är { $theirs } personer i landet 80 år eller äldre { $year }. I vår egen prognos är det { $ours }, { $apart }.
origin-official-more = { $percent } fler
origin-official-fewer = { $percent } färre
origin-official-experience = Hur många det blir beror mest på hur länge man lever. Här går dödlighetens fall vidare i samma takt som 2005–2019. Den takten hade, prövad från 1984 och framåt, gett { $ten } procents fel på tio år, { $twenty } på tjugo och { $thirty } på trettio; minus är för få. En takt som bromsar hade gett { $slow_ten }, { $slow_twenty } och { $slow_thirty }. De senaste åren har det varit tvärtom: sedan pandemin har metoden väntat sig en till två procent för många.
origin-official-municipality = SCB:s prognos per kommun finns inte i programmet. Skillnaden mot den beror också på kommunens egna döda och flyttningar.
origin-official-inside = SCB:s tal ligger inom vårt intervall för nio framtider av tio ({ $interval }).
origin-official-outside = SCB:s tal ligger utanför vårt intervall för nio framtider av tio ({ $interval }).
explained-title = Så räknas det
explained-lead = Steg för steg i { $region }, med de siffror som sidan visar. Alla är medianer: hälften av framtiderna ligger över, hälften under.
explained-back = Tillbaka till prognosen
explained-people-title = Hur många blir gamla?
explained-people = { $base } bor det { $old_now } personer som är 80 år eller äldre i { $region }. År för år räknar vi hur många som blir ett år äldre, hur många som dör och hur många som flyttar. Då blir de { $old } år { $year } ({ $old_interval }).
explained-need-title = Hur många behöver hjälp?
explained-need = I dag behöver { $housing_now } personer särskilt boende. Av dem som är 80 år eller äldre är det { $share }. Hade lika stor del som i dag behövt det vid varje ålder skulle de bli { $same_shares } år { $year }. Med det sätt att se på behovet som är valt här blir de { $housing }. Personer med hemtjänst går på samma sätt från { $home_now } till { $home }.
explained-places-title = Hur många platser saknas?
explained-places = Det finns { $places_now } platser i dag. Behovet { $year } utöver dem är { $places } ({ $places_interval }). Ett minustecken betyder att platserna räcker.
explained-staff-title = Hur många i personalen saknas?
explained-staff = I dag arbetar { $fte_now } årsarbetare. Med samma bemanning per plats och hemtjänsttimme behövs { $fte } år { $year }. Går lika stor del i pension som åldrarna säger, och rekryterar ni i dagens takt, räcker det till ungefär { $supply }. Skillnaden är { $fte_gap } årsarbetare ({ $fte_interval }). Ett minustecken betyder att de räcker.
explained-cost-title = Vad kostar det?
explained-cost = Samma kostnad per plats och hemtjänsttimme som i dag, i { $price } års priser, ger { $cost } mnkr om året { $year } ({ $cost_interval }), mot { $cost_now } mnkr i dag.
explained-futures-title = Varför ett intervall?
explained-futures = Ingen vet hur länge vi lever, vilka som flyttar eller hur behoven ändras. Därför räknas allt i { $draws } framtider, med olika dödstal, flyttning och behov. Siffran är den mittersta, och nio framtider av tio ligger inom intervallet.
explained-roadmap-title = Vad gör en färdplan?
explained-roadmap = En åtgärd flyttar en eller flera av de hävstänger som går att pröva på prognosens sida, till exempel sjukfrånvaron. Färdplanen räknas i samma framtider, med och utan åtgärderna. Skillnaden är vad den är värd.
explained-formulas-title = Formlerna
explained-formulas = Hela metoden har varje formel, källa och antagande, och hur prognoser från tidigare år har stämt med det som sedan hände.
phase-title = När börjar det verka?
phase-start = Börjar verka, år
phase-ramp = År till full effekt
convert-title = Räkna om till en hävstång
convert-lead = Skriv det ni vet, i antal. Det räknas om till hävstångens enhet, och du ser vad det gör med gapen innan något sparas.
convert-link = Räkna om från antal
convert-lever = Hävstång
convert-choose = Byt hävstång
convert-found = { $lever }: { $value } { $unit }.
convert-held = { $lever }: { $value } { $unit }. Längre går inte hävstången.
convert-try = Pröva i prognosen
convert-measure = Gör en åtgärd av det
convert-employees = Alla anställda i äldreomsorgen
convert-employees-hint = Uppskattat ur årsarbetarna. Skriv er egen siffra om ni har den.
convert-home-care-users = Alla med hemtjänst
convert-home-care-hours = Alla hemtjänsttimmar i veckan
convert-home-care-hours-hint = Uppskattat. Skriv er egen siffra om ni har den.
convert-people-80-plus = Alla invånare som är 80 år eller äldre
convert-field = Antal
convert-contract-hours-antal = Hur många ändrar sin arbetstid?
convert-contract-hours-fran = Sysselsättningsgrad i dag, procent
convert-contract-hours-till = Sysselsättningsgrad sedan, procent
convert-sick-leave-antal = Hur många berörs?
convert-sick-leave-fran = Deras sjukfrånvaro i dag, procent
convert-sick-leave-till = Deras sjukfrånvaro sedan, procent
convert-turnover-antal = Hur många fler slutar om året? Minus för färre.
convert-exit-age-antal = Hur många stannar längre?
convert-exit-age-till = Hur många år längre?
convert-training-supply-fran = Nyutbildade som börjar hos er om året i dag
convert-training-supply-till = Nyutbildade som börjar om året sedan
convert-staffing-per-place-fran = Årsarbetare per plats i dag
convert-staffing-per-place-till = Årsarbetare per plats sedan
convert-home-care-hours-per-user-fran = Timmar per brukare och månad i dag
convert-home-care-hours-per-user-till = Timmar per brukare och månad sedan
convert-medication-dispensing-antal = Hur många får en läkemedelsautomat?
convert-night-supervision-antal = Hur många timmar i veckan frigörs?
convert-relatives-support-antal = Hur många timmar i veckan behövs inte?
convert-continuity-antal = Hur många timmar mer i veckan går det åt?
convert-special-housing-coverage-antal = Hur många fler 80 år eller äldre ska bo i särskilt boende? Minus för färre.
field-any-number-missing = Skriv ett tal.
field-number-not-positive = Skriv ett tal över noll.
sheet-title = { $region } på ett blad, { $year }
sheet-link = Skriv ut
sheet-how = Skriv ut sidan med webbläsaren: den ryms på ett A4.
tries-title = Två försök: { $region }
tries-lead = Vad de två försöken ger, var för sig, i det år som vart och ett gäller.
tries-caption = Median och nio framtider av tio
tries-first = Första försöket
tries-second = Andra försöket
tries-change = ändra
tries-difference = Skillnad
tries-chosen = Förutsättningar
tries-population-80-plus = Invånare 80 år och äldre
tries-places-gap = Platser som saknas
tries-home-care-persons = Personer med hemtjänst
tries-fte-gap = Årsarbetare som saknas
tries-cost-sek = Kostnad om året
tries-swap = Byt plats på försöken
tries-link = Visa försöken sida vid sida
tries-set-aside = Lägg försöket åt sidan och jämför med ett annat
held-phase = Det som prövas kan börja verka { $from }–{ $to } och ta högst { $most } år på sig.
phase-later = Det du prövar börjar verka { $start }, efter { $year }. Välj ett senare år för att se vad det gör.
field-more-than-all = Det är fler än alla. Rätta det ena av talen.
explained-country = hela landet
origin-sexes = Hur de fördelar sig på kvinnor och män är beräknat.
