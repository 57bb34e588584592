attachments-title = Bilagor
attachments-link = { $n ->
    [0] Bilagor
   *[other] Bilagor ({ $number })
}
attachments-lead = { $kind ->
        [figures] Filer som hör till siffrorna. Den som får läsa siffrorna får läsa filerna: det får alla när siffrorna tas i bruk.
        [inquiry] Underlag som skickas med förfrågan. Alla som får frågan kan läsa det, och är förfrågan öppen för alla kan vem som helst det. Det går att ta bort också när förfrågan är skickad.
       [planning_group] Det som läggs här läses av alla som har plats i gruppen, från flera organisationer. Hos en kommun eller region som får en handling blir den som regel allmän: den som delar ett utkast behöver veta det.
       *[roadmap] Filer som hör till färdplanen. Den som får läsa färdplanen får också läsa dem.
    }
attachments-none = Här finns inga bilagor än.
attachments-new = Lägg till en bilaga
attachments-caution = Inget om enskilda personer får stå i en bilaga. Namnet och vanlig text kontrolleras, men inte det som står i dokument och bilder: det behöver du själv läsa igenom.
attachments-send = Lägg till
attachment-file = Fil
attachment-file-limits = PDF, Word, Excel, PowerPoint, LibreOffice, bild (PNG eller JPEG) eller text (TXT eller CSV). Högst { $max } MB, och högst { $most } bilagor.
attachment-remove = Ta bort
attachment-remove-named = Ta bort { $name }
attachment-kind-pdf = PDF
attachment-kind-docx = Word-dokument
attachment-kind-xlsx = Excel-blad
attachment-kind-pptx = PowerPoint-bilder
attachment-kind-odt = LibreOffice-dokument
attachment-kind-ods = LibreOffice-blad
attachment-kind-odp = LibreOffice-bilder
attachment-kind-png = bild (PNG)
attachment-kind-jpg = bild (JPEG)
attachment-kind-csv = tabell (CSV)
attachment-kind-txt = text
saved-bilaga = Bilagan är tillagd.
deleted-bilaga = Bilagan är borttagen. Den går att få tillbaka i 30 dagar.
field-file-missing = Välj en fil.
field-file-empty = Filen är tom. Välj en annan.
field-file-too-large = Filen är för stor. Högst { $max } MB får plats: dela upp den, eller gör bilderna i den mindre.
field-file-kind = Den sortens fil går inte att bifoga. Spara den som PDF och försök igen.
field-file-macros = Filen kan innehålla makron, och sådana går inte att bifoga. Spara den utan makron eller som PDF, och försök igen.
field-file-command = Något i filen startar ett program när den öppnas (DDE eller liknande). Ta bort det, eller spara filen som PDF, och försök igen.
field-file-remote = Filen hämtar något från en annan dator när den öppnas: en mall, en bild, en länkad tabell eller en dataanslutning. Bryt länken, eller spara filen som PDF, och försök igen.
field-file-embedded = I filen ligger en annan fil eller ett inbäddat objekt. Ta bort det eller gör om det till en bild, eller spara filen som PDF utan bilagor, och försök igen.
field-file-packed = Filen är större än 150 MB när den packas upp. Dela den, eller spara den som PDF, och försök igen.
field-file-locked = PDF-filen är låst med lösenord. Spara den utan lösenord och försök igen.
field-file-pdf-unreadable = PDF-filen går inte att läsa. Skriv ut den till en ny PDF och försök igen.
field-file-unlike = Innehållet stämmer inte med filens namn. Spara filen på nytt i rätt format, utan lösenord, och försök igen.
field-file-unreadable = Texten går inte att läsa. Spara den som text i UTF-8 och försök igen.
field-attachments-full = Färdplanen har redan { $max } bilagor, och fler får inte plats. Ta bort en som inte behövs först.
fault-damaged = Bilagan är skadad
fault-damaged-next = Filen är inte den som lades till, eller saknas. Be den som sköter systemet att hämta den ur säkerhetskopian, eller ta bort den och lägg till den på nytt.
fault-altered = Versionen är inte den som frystes
fault-altered-next = Innehållet eller kontrollsumman har ändrats i databasen efteråt, och visas därför inte. Säg till den som driver tjänsten: kommandot fardplan verify-trail visar vad som stämmer, och en säkerhetskopia har versionen som den frystes.
fault-files-away = Bilagorna går inte att nå just nu
fault-files-away-next = Färdplanen och de bilagor som redan är tillagda finns kvar. Försök igen om en stund; händer det igen, berätta för den som sköter systemet.
