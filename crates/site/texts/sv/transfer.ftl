# Roadmaps on their way out of the program, or into it.

transfer-title = Ta ut och läs in färdplaner: { $organisation }
transfer-link = Ta ut eller läs in färdplaner som en fil
transfer-lead = Det ni skriver är ert. Ta ut allt som en fil, för arkivet eller för att flytta till ett annat system, eller läs in färdplaner som kommer därifrån.
transfer-out-title = Ta ut
transfer-out-lead = Filen innehåller alla färdplaner som du får läsa i organisationen och under den, med låsta versioner, bilagor och en förteckning med kontrollsummor. Den görs i ordning medan du gör annat, och finns sedan här i en vecka.
transfer-ask = Gör i ordning en fil
transfer-in-title = Läs in
transfer-in-lead = Färdplanerna i filen blir nya utkast, i en kommun alltid om den egna kommunen. Beslut, versioner och bilagor läses inte in: beslutade åtgärder blir prioriterade.
transfer-file = Fil
transfer-file-hint = Ett arkiv (.zip) som är uttaget här, eller en färdplan som fil (.toml). Högst 20 MB.
transfer-send = Läs in
transfer-asked = Det du har bett om
transfer-none = Inget den senaste veckan.
transfer-waits = Väntar på sin tur, eller görs just nu. Du behöver inte vänta här.
transfer-out = Uttag { $at }
transfer-in = Inläsning { $at }
transfer-roadmaps = { $n ->
    [one] 1 färdplan
   *[other] { $number } färdplaner
}
transfer-file-about = { $roadmaps }, { $size }, finns till { $date }
transfer-saved-ut = Filen görs i ordning. När den är klar finns den längst ner.
transfer-saved-in = Filen är mottagen och utan fel. Färdplanerna läses in.
field-in-archive = { $name }: { $reason }
field-file-no-roadmaps = Det finns ingen färdplan i filen. Färdplaner ligger i filer som slutar på .toml.
field-file-too-many-roadmaps = Det är för mycket i filen. Högst { $max } färdplaner och 20 MB text läses in på en gång.
action-transfer-out = Bad om uttag av färdplaner
action-transfer-in = Bad om inläsning av färdplaner
transfer-failed-refused = Det gick inte: du har inte längre rätt till det.
transfer-failed-quota = Det gick bara delvis: gränsen för hur många färdplaner som får läggas upp om dygnet är nådd. Läs in resten i morgon.
transfer-failed-unusable = Det gick inte: filen eller det som skulle tas ut går inte att läsa.
action-transfer-fetch = Hämtade uttag av färdplaner
field-archive-too-large = Filen är för stor. Högst { $max } MB. Ta bort bilagorna ur arkivet: bara filerna som slutar på .toml läses in.
field-roadmap-too-large = Färdplanen är för stor. Högst { $max } MB.
field-file-not-utf8 = Filen har en annan teckenkodning än UTF-8. Spara om den som UTF-8.
