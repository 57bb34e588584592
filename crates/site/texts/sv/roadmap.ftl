# Roadmaps: lists, the roadmap, its forms and what can be wrong in them.

# Lists
roadmaps-lead = Alla färdplaner, efter kommun och region.
roadmaps-empty = Här finns ingen färdplan än.
roadmaps-empty-next = En färdplan samlar behov, det som redan pågår och det ni tänker göra, och räknar ut om det räcker. Börja med att välja kommun på startsidan.
roadmaps-empty-link = Välj kommun
roadmaps-of = Färdplaner: { $region }
region-roadmaps-none = Här finns ingen färdplan än.
region-roadmaps-empty = Här finns ingen färdplan än. Gör den första: mallen har fyra områden och tjugo behov att utgå från.
roadmap-needs = { $n ->
    [one] 1 behov
   *[other] { $number } behov
}
roadmap-measures = { $n ->
    [one] 1 åtgärd
   *[other] { $number } åtgärder
}
roadmap-decided = { $n ->
    [one] 1 beslutad
   *[other] { $number } beslutade
}
roadmap-changed = ändrad { $date }

# The roadmap's own form
roadmap-new = Ny färdplan
roadmap-create = Skapa färdplan
roadmap-edit = Ändra titel och syfte
roadmap-edit-link = Ändra titel och syfte
roadmap-delete = Ta bort färdplanen
roadmap-title = Titel
roadmap-title-proposed = Färdplan för äldreomsorgen i { $region }
roadmap-purpose = Syfte
roadmap-purpose-hint = Vad färdplanen ska användas till och av vem. Får vara tomt.
roadmap-origin = Börja med
origin-template = Mallen: fyra områden, tjugo behov och de nationella initiativen
origin-empty = Ett tomt blad
origin-copy = En kopia av en annan färdplan
origin-file = En fil
roadmap-copy = Färdplan att kopiera
roadmap-copy-hint = Används bara om du börjar med en kopia. Allt följer med utom titel och syfte, om du skriver egna.
roadmap-copy-none = Välj färdplan
roadmap-file = Färdplan som fil
roadmap-file-hint = Används bara om du börjar med en fil. Välj filen (.toml), eller öppna den i en textredigerare och klistra in allt. Titel och syfte tas från filen.
roadmap-conflict = Någon annan har sparat färdplanen medan du skrev

# The roadmap
roadmap-view-matris = Matris
roadmap-view-tidslinje = Tidslinje
roadmap-view-lista = Lista
roadmap-views = Visa som
roadmap-worth-link = Vad är färdplanen värd?
roadmap-worth = Se hur mycket av gapet som åtgärderna stänger, och vad som är kvar att lösa.
roadmap-worth-none = Lägg till åtgärder med effekt, så räknas det ut hur mycket av gapet de stänger.
roadmap-download-file = Hämta som fil
roadmap-download-xlsx = Åtgärderna som Excel
roadmap-download-csv = Åtgärderna som CSV
roadmap-whose = gjord av { $organisation }
roadmap-empty-title = Färdplanen är tom
roadmap-empty = Börja med ett område, till exempel ”Personal och kompetens”. I området lägger du behov, och till behoven det som pågår och det som ska göras.
area-empty = Området har inga behov än. Lägg till det första.
matrix-need = Behov
matrix-national = Nationellt
matrix-local = Lokalt
matrix-more = Behöver göras mer
matrix-horizon = Tidshorisont
matrix-add-initiative = + Initiativ
matrix-add-measure = + Åtgärd
matrix-add-need = + Behov
matrix-add-area = Lägg till område
matrix-add-more = Beskriv
matrix-add-horizon = Ange år
years-ended = { $years }, avslutat
years-from = från { $year }
years-to = till { $year }
measure-no-owner = ingen ansvarig
measure-not-counted = räknas inte med

# What is lacking
lacks-title = Vad saknas?
lacks-nothing = Inget av det som går att se automatiskt. Alla behov har något på gång och alla åtgärder har ansvarig, pengar, datum och effekt.
lacks-nothing_at_all = { $n ->
    [one] 1 behov saknar både pågående initiativ och åtgärd
   *[other] { $number } behov saknar både pågående initiativ och åtgärd
}
lacks-nothing_local = { $n ->
    [one] 1 behov har inget lokalt på gång
   *[other] { $number } behov har inget lokalt på gång
}
lacks-horizon_passed = { $n ->
    [one] 1 behov har en tidshorisont som har passerat
   *[other] { $number } behov har en tidshorisont som har passerat
}
lacks-no_owner = { $n ->
    [one] 1 åtgärd saknar ansvarig
   *[other] { $number } åtgärder saknar ansvarig
}
lacks-no_funding = { $n ->
    [one] 1 åtgärd saknar finansiering
   *[other] { $number } åtgärder saknar finansiering
}
lacks-no_deadline = { $n ->
    [one] 1 åtgärd saknar datum
   *[other] { $number } åtgärder saknar datum
}
lacks-no_effect = { $n ->
    [one] 1 åtgärd saknar effekt och räknas därför inte
   *[other] { $number } åtgärder saknar effekt och räknas därför inte
}

# Timeline and list
timeline-title = Åtgärder { $from }–{ $to }
timeline-description = { $n ->
    [one] En åtgärd. Samma uppgifter står i tabellen under diagrammet.
   *[other] { $number } åtgärder. Samma uppgifter står i tabellen under diagrammet.
}
timeline-table = Tidslinjen som tabell
timeline-start = Börjar verka
timeline-full = Full effekt
measures-title = Alla åtgärder
measures-none = Färdplanen har inga åtgärder än. Lägg till dem i matrisen, vid det behov de ska möta.
measures-none-link = Till matrisen
measures-none-such = Ingen åtgärd har den statusen.
measures-all = Alla
measures-show = Visa
measures-column-measure = Åtgärd
measures-column-area = Område
measures-column-need = Behov
measures-column-status = Status
measures-column-ansvarig = Ansvarig
measures-column-start = Börjar
measures-column-kostnad = Kostnad
measures-cost-once = { $amount }
measures-cost-yearly = { $amount }/år

# All forms
form-reviewed = Jag har läst det: texten handlar inte om en enskild person. Spara ändå, och anteckna i loggen att den är granskad.
form-save = Spara
form-cancel = Avbryt
form-change = Ändra
form-undo = Ångra
form-up = Flytta upp
form-down = Flytta ner
form-else = Flytta eller ta bort
form-else-delete = Ta bort
form-delete-hint = Går att ångra direkt efteråt, och finns bland det borttagna i 30 dagar.
form-faults = Något behöver rättas
form-fault = Fel:
form-fault-title = Fel: { $title }
form-conflict = Allt du skrev står kvar. Där det skiljer sig visas vad som nu är sparat. Sparar du igen gäller det som står i fälten.
form-differs = { $label } skiljer sig från det sparade
form-theirs = Nu sparat:
form-nothing = inget
form-yes = ja
form-no = nej

# Areas
area-new = Nytt område
area-edit = Ändra område
area-delete = Ta bort området och dess behov
area-title = Områdets namn
area-conflict = Någon annan har sparat området medan du skrev

# Needs
need-new = Nytt behov
need-edit = Ändra behov
need-delete = Ta bort behovet och dess åtgärder
need-title = Behov
need-more-needed = Vad behöver göras mer?
need-more-needed-hint = Utöver det som redan pågår nationellt och lokalt.
need-horizon = Tidshorisont
need-horizon-hint = Året då behovet ska vara tillgodosett, till exempel 2030. Får vara tomt.
need-scope = Gäller
need-evidence = Hur vet vi?
need-evidence-hint = Analys, händelse, prognos eller lag, med källa.
need-conflict = Någon annan har sparat behovet medan du skrev
scope-all = All äldreomsorg
scope-own_run = Främst egen regi
scope-region_dependent = Kräver regionen

# Initiatives
initiative-new = Nytt initiativ
initiative-edit = Ändra initiativ
initiative-delete = Ta bort initiativet
initiative-level = Vem driver det?
initiative-title = Initiativ
initiative-title-hint = Lag, statsbidrag, överenskommelse eller projekt som redan möter behovet.
initiative-description = Vad innebär det för behovet?
initiative-source = Källa
initiative-from-year = Från år
initiative-to-year = Till år
initiative-to-year-hint = Tomt om det fortsätter.
initiative-conflict = Någon annan har sparat initiativet medan du skrev
level-national = Nationellt
level-regional = Regionalt
level-local = Lokalt

# Measures
measure-new = Ny åtgärd
measure-edit = Ändra åtgärd
measure-delete = Ta bort åtgärden
measure-section-what = Åtgärden
measure-section-status = Hur långt har den kommit?
measure-section-who = Ansvar och pengar
measure-section-when = Tid och uppföljning
measure-section-effect = Effekt
measure-section-effect-intro = Vad åtgärden gör med hävstängerna när den är fullt genomförd. Utan effekt räknas den inte. Fyll i det lägsta och det högsta som är rimligt: nio gånger av tio ska effekten ligga däremellan.
measure-levers-link = Så fungerar hävstängerna (öppnas i ny flik)
measure-title = Vad ska göras?
measure-title-hint = Kort, till exempel ”Heltid som norm”.
measure-description = Beskrivning
measure-owner = Ansvarig
measure-owner-hint = En funktion, inte en person. Till exempel förvaltningschefen.
measure-funding = Finansiering
measure-funding-hint = Var pengarna kommer ifrån, till exempel budget 2028 eller ett statsbidrag.
measure-cost-one-off = Engångskostnad, kronor
measure-cost-yearly = Kostnad per år, kronor
measure-control = Rådighet
measure-control-hint = Hur långt ni själva råder över resultatet.
measure-commitment = Åtagande
measure-deadline = Klar senast
measure-start-year = Börjar verka, år
measure-start-year-hint = Första året med någon effekt.
measure-ramp-years = År till full effekt
measure-ramp-years-hint = 0 om effekten kommer på en gång.
measure-indicator = Nyckeltal att följa
measure-indicator-hint = Behövs när åtgärden är planerad. Till exempel sjukfrånvaro enligt Kolada.
measure-status = Status
measure-status-hint = För ”Beslutad” och framåt behövs ansvarig, finansiering och datum, så att beslutet går att genomföra. Från ”Planerad” behövs också ett nyckeltal.
measure-status-reason = Varför den har den statusen
measure-status-reason-hint = Behövs om åtgärden är stoppad.
measure-enabled = Räknas med
measure-enabled-hint = Ta bort krysset för att se vad färdplanen är värd utan åtgärden.
measure-reach-percent = Räckvidd, procent
measure-reach-percent-hint = Hur stor del av dem som berörs som nås. 100 är alla.
measure-effect-row = Effekt { $row }
measure-effect-lever = Hävstång
measure-effect-none = Ingen
measure-effect-size = Effekt
measure-effect-low = Lägst
measure-effect-high = Högst
measure-effect-source = Källa
measure-effect-more = Lägg till en effekt
measure-effect-published = Använd publicerad effekt
measure-effect-range = Enhet: { $unit }. Mellan { $min } och { $max }.
measure-effect-supported = Publicerad effekt: { $size } ({ $low }–{ $high }).
measure-effect-unsupported = Ingen publicerad effekt: ange en egen.
measure-tried-source = Egen uppskattning, prövad i prognosen
measure-conflict = Någon annan har sparat åtgärden medan du skrev
control-own = Egen
control-shared = Delad med andra
control-others = Andras
commitment-shall = Ska göras
commitment-should = Bör göras
commitment-work_for = Vi verkar för det
status-proposed = Föreslagen
status-prioritised = Prioriterad
status-decided = Beslutad
status-planned = Planerad
status-ongoing = Pågår
status-done = Genomförd
status-following_up = Effekt följs upp
status-closed = Avslutad
status-dormant = Vilande
status-stopped = Stoppad
status-absorbed = Uppgått i linjen
status-replaced = Ersatt

# From a try to a measure
tried-title = Gör till åtgärd
tried-lead = Det här prövade du:
tried-none = Det finns ingen färdplan med behov att lägga åtgärden i.
tried-none-link = Skapa en färdplan först
tried-need = Vilket behov ska åtgärden möta?
tried-need-hint = Behoven står efter färdplan och område.
tried-go = Fortsätt
tried-other = Skapa en ny färdplan i stället

# What has been done
saved-fardplan = Färdplanen är sparad.
saved-fardplan-obeslutad = Färdplanen är sparad. Åtgärder som var beslutade är nu prioriterade: du har inte rätt att besluta om dem här.
saved-omrade = Området är sparat.
saved-behov = Behovet är sparat.
saved-initiativ = Initiativet är sparat.
saved-atgard = Åtgärden är sparad.
saved-aterstalld = Det borttagna är tillbaka.
saved-flyttad = Ordningen är ändrad.
gone-list-title = Borttaget
gone-list-link = Borttaget
gone-list-roadmaps-link = Borttagna färdplaner
gone-list-lead = Det som har tagits bort de senaste 30 dagarna. Det kommer tillbaka där det stod, med det som det låg under.
gone-list-none = Inget har tagits bort de senaste 30 dagarna.
gone-list-about = togs bort { $at }
gone-list-about-below = { $kind } under ”{ $above }”, togs bort { $at }
gone-list-restore = Ta tillbaka
deleted-fardplan = Färdplanen är borttagen. Den finns bland det borttagna i 30 dagar.
deleted-omrade = Området är borttaget, med sina behov.
deleted-behov = Behovet är borttaget, med sina åtgärder.
deleted-initiativ = Initiativet är borttaget.
deleted-atgard = Åtgärden är borttagen.

# What can be wrong in a field
field-title-missing = Skriv vad det ska heta
field-too-long = Texten är { $length } tecken. Högst { $max } får plats.
field-out-of-range = Ange ett tal mellan { $min } och { $max }
field-region-unknown = Det finns ingen kommun eller region med koden ”{ $code }”
field-from-after-to = Slutåret { $to } ligger före startåret { $from }
field-measures-full = En färdplan får ha högst { $max } åtgärder, och så många finns redan. Ta bort eller slå ihop några, eller lägg resten i en egen färdplan.
field-parts-full = En färdplan får ha högst { $max } områden, behov, insatser och åtgärder sammanlagt, och så många finns redan. Ta bort några, eller lägg resten i en egen färdplan.
field-too-many-measures = { $count } åtgärder är för många. Högst { $max } får plats i en färdplan.
field-too-many = { $count } är för många. Högst { $max } får plats.
field-lever-repeated = Hävstången ”{ $lever }” står redan i en tidigare rad. Lägg ihop dem till en effekt.
field-low-above-high = Det lägsta, { $low }, är större än det högsta, { $high }
field-low-above-size = Det lägsta, { $low }, är större än effekten, { $size }, som ska ligga mellan { $low } och { $high }
field-size-above-high = Effekten, { $size }, är större än det högsta, { $high }, men ska ligga mellan { $low } och { $high }
field-decided-needs-owner = Ange vem som ansvarar. Det behövs för att åtgärden ska vara beslutad.
field-decided-needs-funding = Ange var pengarna kommer ifrån. Det behövs för att åtgärden ska vara beslutad.
field-decided-needs-deadline = Ange när åtgärden ska vara klar. Det behövs för att den ska vara beslutad.
field-planned-needs-indicator = Ange ett nyckeltal att följa. Det behövs för att åtgärden ska vara planerad.
field-stopped-needs-reason = Skriv varför åtgärden är stoppad
field-not-a-number = Skriv ett tal, till exempel 1,5 eller 12 500. Ett ensamt tal som 1.200 kan betyda två saker: skriv 1 200 eller 1,2.
field-not-kronor = Skriv beloppet i siffror, till exempel 1 200 000 eller 1,2 mnkr. 500.000 kan betyda två saker: skriv 500 000.
field-not-a-whole-number = Skriv ett heltal
field-not-a-date = Skriv en dag som finns, som år-månad-dag: 2028-12-31
field-year-missing = Skriv ett år, till exempel 2028
field-number-missing = Skriv ett tal. Är effekten säker skriver du samma tal i alla tre.
field-lever-missing = Välj vilken hävstång effekten gäller
field-choice-unknown = Välj något i listan
field-copy-missing = Välj en färdplan att kopiera
field-version-missing = Skicka med den version som lästes
toml-unknown-field = fältet ”{ $name }” finns inte. Det kan heta { $expected }
toml-missing-field = fältet ”{ $name }” saknas
toml-duplicate = fältet står två gånger
toml-unknown-value = ”{ $name }” går inte att välja. Välj bland { $expected }
toml-invalid-value = värdet är av fel slag: text ska stå inom citattecken, och tal utan
toml-syntax = raden följer inte reglerna för TOML. Kontrollera citattecken, hakparenteser och likhetstecken
field-origin-and-file = Du har lagt in en fil men valt något annat. Välj ”En fil”, eller töm rutan.
file-choose = Välj en fil
field-file = Rad { $line }, kolumn { $column }: { $reason }
field-in-file = I filen, { $place }: { $reason }
file-area = område
file-need = behov
file-initiative = initiativ
file-measure = åtgärd
file-effect = effekt
gone-title = Borttagen medan du skrev
gone-lead = Någon har tagit bort det du ändrade. Ångra borttagningen och öppna formuläret igen; det du skrev står kvar här så länge.
gone-restore = Ångra borttagningen
gone-typed = Det du skrev

# Choosing a portfolio
portfolio-link = Vilka åtgärder räcker pengarna till?
portfolio-title = Välj åtgärder för en budget
portfolio-gap = Vad ska stängas?
portfolio-ar = Till år
portfolio-budget = Budget, kronor
portfolio-budget-hint = För alla valda åtgärder tillsammans, från nu till och med året.
portfolio-sakerhet = Säkerhet, procent
portfolio-sakerhet-hint = I hur många framtider av 100 det ska räcka helt.
portfolio-scenario = Så utvecklas behovet
portfolio-choose = Välj åtgärder
portfolio-best-question = Mest för budgeten
portfolio-certain-question = Billigast som räcker
portfolio-surest-question = Säkrast, men räcker inte
portfolio-change = { $what }: från { $without } till { $lacking }.
portfolio-no-gap = Det saknas inget { $year }. Ingen åtgärd behövs.
portfolio-best-none = Ingen åtgärd som ryms i { $budget } stänger något av gapet. Höj budgeten, eller ge åtgärderna effekter.
portfolio-best = { $count ->
    [one] En åtgärd för <b>{ $cost }</b> stänger mest av gapet inom { $budget }. { $chance }
   *[other] { $count } åtgärder för <b>{ $cost }</b> stänger mest av gapet inom { $budget }. { $chance }
}
portfolio-certain = { $count ->
    [one] En åtgärd för <b>{ $cost }</b> räcker helt i { $chance } av 100 framtider, minst de { $certainty } som ni begär.
   *[other] { $count } åtgärder för <b>{ $cost }</b> räcker helt i { $chance } av 100 framtider, minst de { $certainty } som ni begär.
}
portfolio-certain-none = Inga åtgärder behövs: redan utan dem räcker det i { $chance } av 100 framtider, och ni begär { $certainty }. Kostnad: { $cost }.
portfolio-within = Det ryms i budgeten.
portfolio-over = Det är { $over } mer än budgeten.
portfolio-surest = Inget urval räcker i { $certainty } av 100 framtider. { $count ->
    [one] Säkrast är en åtgärd för <b>{ $cost }</b>: den räcker helt i { $chance }.
   *[other] Säkrast är { $count } åtgärder för <b>{ $cost }</b>: de räcker helt i { $chance }.
} Lägg till fler åtgärder, eller nöj er med lägre säkerhet.
portfolio-never = Inget urval räcker i { $certainty } av 100 framtider. Inte ens alla åtgärder tillsammans stänger gapet helt i någon framtid. Lägg till fler åtgärder, eller åtgärder med större effekt.
portfolio-without-cost = { $n ->
    [one] En åtgärd saknar kostnad. Den räknas som gratis och väljs därför lätt. Skriv in vad den kostar innan ni litar på urvalet:
   *[other] { $number } åtgärder saknar kostnad. De räknas som gratis och väljs därför lätt. Skriv in vad de kostar innan ni litar på urvalet:
}
portfolio-chart-heading = Vad pengarna räcker till
portfolio-chart-title = Vad pengarna räcker till: { $what }
portfolio-chart-description = För varje kostnad det som minst saknas. Samma siffror står i tabellen under diagrammet.
portfolio-chart-cost = Kostnad till och med { $year }, mnkr
portfolio-chart-sure = räcker i minst { $certainty } av 100 framtider
portfolio-chart-unsure = räcker i färre än { $certainty } av 100 framtider
portfolio-chart-best = mest för budgeten
portfolio-chart-certain = billigast som räcker i { $certainty } av 100
portfolio-chart-surest = säkrast
portfolio-chart-both = { $one } och { $other }
portfolio-chart-budget = budget
portfolio-shown = Diagrammet och tabellen visar { $shown } av { $all } urval som inget annat slår. CSV-filen har alla.
portfolio-exact = { $count ->
    [one] Svaret är exakt: det enda möjliga urvalet är räknat.
   *[other] Svaret är exakt: alla { $computed } urval av åtgärder med effekt är räknade, vart och ett för sig.
}
portfolio-not-exact = Svaret är nära det bästa, men kanske inte det allra bästa: med fler än { $most } åtgärder går alla urval inte att räkna. { $computed } urval är räknade, vart och ett för sig.
portfolio-note = Effekterna räknas tillsammans i samma 1 000 framtider; siffrorna är medelvärden och intervallen täcker nio framtider av tio. Det som saknas räknas i varje framtid för sig och blir aldrig mindre än noll. Kostnaden är engångskostnad och årlig kostnad från det år då åtgärden börjar till och med { $year }, i åtgärdernas egna priser.
portfolio-column-cost = Kostnad
portfolio-column-chance = Räcker, av 100 framtider
portfolio-column-measures = Åtgärder
portfolio-no-measures = inga
portfolio-measures = Varje åtgärd: vald eller inte, och varför
portfolio-chosen = Vald.
portfolio-not-chosen = Inte vald.
portfolio-in = Ändrar det som saknas med { $change }, rättvist fördelat mellan de valda.
portfolio-out-idle = Den har ingen effekt till och med { $year }.
portfolio-out-closes_nothing = Utöver de valda minskar den inte { $gap } ({ $change }).
portfolio-out-too_dear = Utöver de valda skulle den ändra det som saknas med { $change }, men den kostar { $cost } och av budgeten återstår { $left }.
portfolio-out-not_needed = Säkerheten nås utan den. Utöver de valda skulle den ändra det som saknas med { $change } för { $cost }, och det skulle räcka i { $chance } av 100 framtider.
portfolio-out-no_surer = Utöver de valda skulle den ändra det som saknas med { $change }, men det räcker inte helt i fler framtider.
portfolio-out-missed = Utöver de valda skulle den ändra det som saknas med { $change }. Sökningen är inte fullständig och missade den.
field-not-a-budget = Ange en budget i kronor, noll eller mer, till exempel 12 500 000 eller 12,5 mnkr
field-not-a-certainty = Ange säkerheten i procent, mellan 1 och 100, till exempel 80

# Forms that are only to be read
form-locked = Du kan läsa det här men inte ändra det: antingen är det avslutat eller låst i sitt skede, eller så har du inte den rätten.
form-back = Tillbaka
worth-xlsx-effects = Åtgärdernas effekt
worth-xlsx-change = Antal, eller ändring
measure-effect-unit = Enhet
portfolio-xlsx-enough = Räcker, andel av framtiderna
measure-effect-preview = Visa vad den gör
measure-preview-title = Vad åtgärden gör för sig { $year }
measure-preview-note = Inget är sparat än. Tillsammans med andra åtgärder kan den göra mindre eller mer.
need-section-blanks = Det som lämnas tomt med avsikt
need-section-blanks-intro = Säg det här om en kolumn ska vara tom. Då syns det att den är genomgången.
need-blank-national = Nationellt, om det är tomt
need-blank-local = Lokalt, om det är tomt
need-blank-more = Behöver göras mer, om det är tomt
need-blank-horizon = Tidshorisont, om den är tom
blank-unsaid = Inget sagt än
blank-nothing-national = Inget pågår
blank-nothing-local = Inget pågår
blank-nothing-more = Inget mer behövs
blank-nothing-horizon = Inget år bestämt
blank-not_relevant = Inte aktuellt hos oss
blank-undo = Ångra
fill-in-link = Fyll i det som saknas
fill-in-title = Fyll i det som saknas
fill-in-lead = Alla behov med en tom kolumn på en gång. Lämna det tomt som ni inte vet än; inget annat ändras.
fill-in-nothing = Inget saknas: alla kolumner är ifyllda, eller så är det sagt varför de är tomma.
field-filled-in-meanwhile = Någon annan har fyllt i det här medan du skrev. Töm fältet och spara igen, och ändra sedan behovet om det behövs.
mine-title = Min kommun
mine-waiting = Väntar på dig
mine-waiting-none = Inget just nu. Här står de steg med färdplaner som dina funktioner får ta.
mine-forecast = Prognosen
mine-roadmaps = Färdplaner, och skapa en ny
mine-organisation = Organisationen
field-need-gone = Någon annan har tagit bort ett behov som du fyllde i. Spara det du vill ha kvar på ett annat ställe: ”{ $text }”
measure-preview-no-effect = Välj en hävstång och skriv en storlek, så visas vad åtgärden gör.
measure-half-life-years = År tills effekten har halverats
measure-half-life-years-hint = Räknat från full effekt. Tomt om effekten håller i sig. Det som skjuter upp ett behov tar inte bort det.
timeline-fades = { $year }, sedan hälften kvar efter { $years } år
