# The frame, faults and small pages.
site-name = Färdplan
skip = Till innehållet
nav-label = Huvudmeny
nav-forecast = Kommuner
nav-roadmaps = Färdplaner
nav-figures = Siffror och metod
answer-failed = Svaret kom inte, så det som visas är det gamla. Kontrollera att du har kontakt med nätet.
answer-again = Försök igen
search-label = Sök kommun
search-everything = Sök kommuner, arbetssätt, exempel, färdplaner och allt annat
search-among = Sök bland
search-all = Allt
search-among-bibliotek = Bibliotek
search-among-fardplaner = Färdplaner
search-among-atgarder = Initiativ och åtgärder
search-among-forfragningar = Förfrågningar
search-among-grupper = Grupper och möten
search-places = Kommuner och län
search-found = Träffar
search-nothing = Inget handlar om ”{ $asked }”.
search-corrected = Inget innehåller ”{ $typed }”. Visar ord som liknar: { $taken }.
search-kind-approach = Arbetssätt
search-kind-example = Exempel
search-kind-roadmap = Färdplan
search-kind-area = Område
search-kind-need = Behov
search-kind-initiative = Initiativ
search-kind-measure = Åtgärd
search-kind-inquiry = Förfrågan
search-kind-question = Fråga
search-kind-planning_group = Grupp
search-kind-meeting = Möte
search-kind-agenda_item = Mötespunkt
search-kind-task = Uppgift
search-kind-group_document = Dokument
search-button = Sök
crumbs-label = Här är du
language-name = Svenska
foot-what = Färdplan är ett öppet planeringssystem för äldreomsorgen. Siffrorna är prognoser, inte facit.
or = { " eller " }

fault-not-found = Sidan finns inte
fault-not-found-next = Adressen leder ingenstans, eller så är det som fanns här borttaget. Gå till startsidan och leta därifrån.
fault-no-region = Okänd kommun
fault-no-region-alone = Okänd kommun ”{ $asked }”. Kontrollera stavningen, eller sök på några bokstäver i namnet.
fault-no-region-meant = Okänd kommun ”{ $asked }”. Menade du { $meant }?
fault-bad-request = Det gick inte att läsa
fault-conflict = Någon annan har sparat
fault-conflict-next = Någon annan har sparat samma sak medan du skrev. Läs in den på nytt och spara igen.
fault-invalid = Något behöver rättas
fault-invalid-next = Gå tillbaka, rätta och försök igen.
fault-file = Rad { $line }, kolumn { $column }: { $reason }
fault-internal = Något gick fel hos oss
fault-internal-next = Det du sparat finns kvar. Försök igen om en stund; händer det igen, berätta för den som sköter systemet.
fault-preparing = Färdplan räknar
fault-preparing-next = Hela landet räknas igenom i tusen möjliga framtider. Det tar omkring tio sekunder första gången programmet startas, längre på en upptagen dator; sidan laddas om av sig själv.
fault-busy = Just nu räknas det för fullt
fault-busy-next = Många stora beräkningar pågår, för er eller för andra, så den här har inte påbörjats. Vänta tio sekunder och ladda om sidan. Kommunernas sidor och det som är räknat i förväg svarar som vanligt.
fault-away = Databasen svarar inte just nu
fault-away-next = Det du redan har sparat finns kvar. Gå tillbaka och försök igen om en stund: det du skrev står oftast kvar i formuläret.
fault-full = Det finns ingen plats kvar att spara på
fault-full-next = Disken är full, så det du skickade sparades inte. Allt som redan var sparat finns kvar. Gå tillbaka, så står det du skrev oftast kvar, och be den som sköter systemet göra plats.
fault-forged = Begäran kom från en annan webbplats och utfördes inte. Öppna sidan här och försök igen.
fault-too-large = Det du skickade är för stort. Gränsen är två megabyte.
fault-slow = Det som skickades kom inte fram inom en halv minut. Kontrollera uppkopplingen och försök igen.
fault-method = Adressen går inte att använda på det sättet.
fault-unreadable = Begäran gick inte att läsa. Gå tillbaka och försök igen.
fault-host = Färdplan svarar bara på den här datorns egna namn, till exempel localhost.
fault-home = Till startsidan
api-unknown = Parametern ”{ $name }” finns inte här. De som finns är: { $known }.
api-unknown-alone = Parametern ”{ $name }” finns inte här: adressen tar inga parametrar.
api-impossible = Parametern ”{ $name }” kan inte vara ”{ $typed }”. Den kan vara: { $known }.
api-no-number = Parametern ”{ $name }” ska vara ett tal, och ”{ $typed }” är inget.
api-not-found = Finns inte
api-not-found-next = Adressen leder ingenstans, eller så är det som fanns här borttaget. /api/v1/openapi.json beskriver de adresser som finns.
api-preparing-next = Hela landet räknas igenom i tusen möjliga framtider. Det tar omkring tio sekunder första gången programmet startas, längre på en upptagen dator; fråga igen om en sekund.

accessibility-title = Tillgänglighet
accessibility-lead = Färdplan ska kunna användas av alla. Målet är WCAG 2.2, nivå AA.
accessibility-how-title = Så prövas det
accessibility-how = Varje sida prövas automatiskt i en riktig webbläsare vid varje ändring, i mobilbredd och på skärm, och den viktigaste vägen prövas också med tangentbord och utan skript. Sidorna granskas som bilder i flera bredder. Siffrorna i varje diagram finns också som tabell.
accessibility-lacking-title = Det som ännu brister
accessibility-lacking = Ingen oberoende granskning är gjord. Kartans områden nås inte med tangentbord; tabellen under kartan har samma länkar och siffror.
accessibility-report-title = Rapportera brister
accessibility-report = Berätta för den som sköter systemet hos er. Blir du inte nöjd kan du anmäla bristen till Myndigheten för digital förvaltning på digg.se/tdosanmalan.

figures-title = Siffror och metod
figures-lead = Varje siffra går att följa tillbaka till en källa, en uträkning eller ett antagande. Här står de.
method-title = Så räknas det
method-population = Befolkningen skrivs fram år för år efter kön och ålder i 1 000 möjliga framtider. Dödligheten förbättras i varje ålders egen takt, till hälften efter födelsekohort, och är avstämd mot dem som levde 2025. Varje kommun har egen dödlighet och egna flyttningar, som dras närmare landets ju mer slump det finns i kommunens tal.
method-whole = Hela metoden, med formler och prov mot utfallet
method-need = Behovet är invånare gånger andel med insats efter ålder och kön, justerat för hur kommunen skiljer sig från landet vid samma ålderssammansättning. Behoven väntas komma senare i takt med att livet blir längre; med oförändrade andelar behåller varje ålder 2024 års andel.
method-staff = Platser och hemtjänsttimmar blir årsarbetare, årsarbetare blir anställda, och hur många som slutar beror på åldern. Rekryteringen är tillväxten plus de som går i pension, så som SKR räknar.
method-cost = Kostnaden är volym gånger kostnad per enhet i 2023 års priser. Utan trend speglar den bara hur många som behöver insatser.
method-measures = Åtgärder verkar på hävstänger. Alla räknas tillsammans, i samma 1 000 framtider som utan färdplan. Vad var och en bidrar med är dess Shapleyvärde: medelvärdet över alla ordningar som åtgärderna kan läggas till i. Delarna blir tillsammans helheten i varje framtid. Över åtta åtgärder räknas det på ett urval av ordningar: då blir delarna helheten i medeltal, och sidan säger hur stort felet av urvalet är.
method-honesty = Intervallen täcker nio framtider av tio, från 5:e till 95:e percentilen. Samma indata och slumpfrö ger samma siffror på alla datorer av samma slag.
assumptions-title = Antaganden
assumptions-lead = Där statistiken tar slut står ett antagande. De viktigaste:
assumption-onset = Behoven kommer senare med lika många år som livet vid 65 år blir längre, i nio framtider av tio från inte alls till dubbelt så mycket, och lika i hela landet. Den som inte vill räkna med det väljer oförändrade andelar.
assumption-hours = Hemtjänst: { $n } timmar per brukare och månad i riket, med kommunens eget värde till och med 2022 draget mot rikets.
assumption-instead = Den som på grund av ett beslut eller platsbrist inte får plats i särskilt boende får { $n } timmar hemtjänst i månaden.
assumption-contract = Genomsnittlig sysselsättningsgrad i landet: undersköterskor { $a } %, vårdbiträden { $b } %, sjuksköterskor { $c } %. Kommunens egen heltidsandel flyttar det uppåt eller nedåt.
assumption-place = { $n } årsarbetare per person i särskilt boende.
assumption-price = Alla kostnader i { $year } års priser.
assumption-supply = Dagens rekrytering antas ersätta dem som går i pension de närmaste fem åren och följer sedan antalet invånare 18–34 år, de åldrar där fler börjar än slutar. Bristen är behovet utöver den rekryteringen.
assumption-year = Andelarna är registrets: brukare i oktober delat med befolkningen 31 december året före. Behovet vid ett års slut motsvarar därför närmast oktober året efter.
assumption-cost = Kostnaden följer volym, bemanning och frånvaro. Utbildning, personalomsättning, tomma platser och byggande räknas bara om en åtgärd har en egen kostnad.
assumption-balance = Platserna i särskilt boende antas vara lika många som de boende i utgångsåret, tills kommunen anger sina egna. Bristen är det som tillkommer.
assumption-old-differences = Kommunernas skillnader i andelar, timmar, kostnader och sjukfrånvaro är kända till och med 2022. En del av en skillnad består och resten bleknar, så som skillnader har gjort sedan 2010.
levers-title = Hävstänger
levers-lead = Det en åtgärd kan verka på. Där forskningen inte stöder någon siffra sätter du den själv, med källa.
lever = Hävstång
lever-range = Spann
lever-supported = Publicerad effekt
lever-caution = Att tänka på
lever-unsupported = Ingen: ange en egen
tables-title = Tabeller
tables-lead = Tabellerna ligger i programmet. Beskrivningarna är på engelska.
table-source = Källa:
table-date = Avser:
table-unit = Enhet:
table-method = Metod:

# Vem som får göra vad
fault-forbidden = Det får du inte göra här
fault-forbidden-next = Det kräver rätten ”{ $right }” i den organisation som det hör till. Behöver du den, be den som sköter konton där.
list-newer = Senare ändrade
list-older = Tidigare ändrade
again-title = Du är inte inloggad
again-lead = Du kan ha blivit utloggad medan du skrev. Inget är sparat, men det du skrev finns kvar på den här sidan: logga in i en annan flik och skicka det sedan igen härifrån.
again-sign-in = Logga in i en annan flik
again-button = Skicka det du skrev igen
fault-locked = { $kind ->
        [inquiry] Förfrågan är låst
        [planning_group] Gruppen är avslutad
       *[roadmap] Färdplanen är låst
    }
fault-locked-next = Den har skedet ”{ $stage }” och kan inte ändras då. Under Beslut och versioner står vilket steg som kan tas härnäst, och av vem.
fault-locked-other-next = { $kind ->
        [planning_group] Det som står i en avslutad grupp kan läsas men inte ändras.
       *[inquiry] Det här kan inte ändras i det skede som förfrågan är i.
    }
fault-lasting = { $kind ->
        [figures] De egna siffrorna är beslutade
        [example] Exemplet är publicerat
        [seat] Platsen har en historia
        [meeting] Mötet kan inte tas bort
        [group_document] Dokumentet är beslutat
       *[planning_group] Gruppen har en historia
    }
fault-lasting-next = { $kind ->
        [figures] De är fastställda och ska finnas kvar. Ta dem ur bruk i stället, med en motivering.
        [example] Alla kan läsa det. Dra tillbaka det först, med en motivering.
        [seat] Något har sagts från platsen, och det ska finnas kvar. Anteckna på platsens sida vem som lämnar den.
        [meeting] De som har plats är kallade, eller så är mötet hållet. Ställ in det i stället, om det inte blir av.
        [group_document] Det som styrgruppen har beslutat ska finnas kvar. Ändra texten och besluta den på nytt.
       *[planning_group] Andra är kallade, eller har svarat eller skrivit här, och det ska finnas kvar. Avsluta gruppen i stället.
    }
right-read_draft = läsa utkast
right-read_dispatched = läsa handlingar inför beslut
right-read_shared = läsa det som andra delar
right-plan = skriva färdplaner
right-status = ange hur långt en åtgärd har kommit
right-money = ändra kostnader och finansiering
right-indicator = ändra det som följs upp
right-approve = besluta åtgärder
right-propose = sammanställa och föreslå beslut
right-register = registrera beslut och publicera
right-share = dela utkast
right-read_trail = läsa loggen
right-manage_users = sköta organisation och konton
right-operate = sköta driften
stage-draft = utkast
stage-preparation = intern beredning
stage-consultation = på remiss
stage-revision = bearbetning
stage-proposal = förslag till beslut
stage-committee = i nämnd
stage-board = i styrelsen
stage-adopted = antagen
stage-in_force = gällande
stage-under_review = under revidering
stage-replaced = ersatt
stage-repealed = upphävd
stage-rejected = avslagen
and = och
saving-failed = Det senaste är inte sparat än, men står kvar här. Kontrollera att du har kontakt med nätet.
table-required = Måste fyllas i
table-about = Om kolumnerna
table-column = Kolumn
table-choices = Vad som kan stå där
table-good = { $count ->
    [0] Ingen rad i { $name } kan läsas in.
    [one] En rad i { $name } kan läsas in. Inget är sparat än.
   *[other] { $good } rader i { $name } kan läsas in. Inget är sparat än.
}
table-wrong = { $n ->
    [one] En rad kan inte läsas in
   *[other] { $number } rader kan inte läsas in
}
table-wrong-about = Rätta i filen och skicka den igen, eller läs in resten.
table-line = Rad { $number }.
table-row = Rad
table-taken-in = Det här läses in
table-more = { $n ->
    [one] Och en rad till.
   *[other] Och { $number } rader till.
}
table-unread = Kolumner som inte läses:
table-discard = Kasta filen
table-template = Hämta mallen (XLSX)
table-send = Granska filen
field-table-kind = Skicka en tabell: XLSX, ODS eller CSV.
field-table-locked = Filen är låst med lösenord. Spara den utan lösenord och skicka den igen.
field-table-empty = Det finns inga rader under rubrikerna på filens första blad.
field-table-too-long = Filen har { $size } rader, och högst { $most } läses in på en gång. Dela upp den.
field-table-merged = Celler är sammanslagna, den första vid { $cell }. Dela upp dem, så att varje rad säger allt själv.
field-columns-lacking = Kolumner saknas: { $columns }. Rubrikerna ska stå på första raden, som i mallen.
field-column-twice = Kolumnen { $column } finns två gånger.
field-cell-unknown = ”{ $cell }” kan inte stå där. Välj bland: { $known }.
field-cell-broken = Formeln i { $column } har inget värde. Öppna filen i ett kalkylprogram och spara den, eller skriv värdet i stället.
table-file = Tabellen
table-file-hint = XLSX, ODS eller CSV, högst 5 MB. Bara det första bladet läses.
table-take = { $n ->
    [one] Läs in raden
   *[other] Läs in { $number } rader
}
field-cell-unlisted = ”{ $cell }” kan inte stå där. Vad som kan stå där finns på mallens andra blad.
field-table-too-wide = Något står längre till höger än { $most } kolumner. Ta bort det som inte hör till tabellen.
field-table-too-large = Filen är för stor. Högst { $max } MB tas emot. Dela upp den.
field-table-old = Filen är i Excels gamla format. Öppna den och spara den som XLSX.
field-table-unlike = Filen är inte vad dess namn säger, är skadad, eller innehåller något som kan köras. Spara tabellen på nytt som XLSX, ODS eller CSV.
table-lines = Raderna i tabell
