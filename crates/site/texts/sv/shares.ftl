# Sharing with other organisations.

share-title = Dela utkastet
share-lead = Andra organisationer ser inte ett utkast om ni inte delar det.
share-link = Dela med en annan organisation
share-law-title = Vad det betyder i lag
share-law = Ett utkast hos er är inte allmän handling förrän det expedieras, tas om hand för arkivering eller ärendet är slutbehandlat (2 kap. 10 och 12 §§ tryckfrihetsförordningen).
share-law-sharing = När ni delar utkastet med en annan myndighet är det som regel expedierat hos er och inkommet där: det blir allmän handling och kan begäras ut av vem som helst. Undantag kan finnas för gemensam beredning. Är du osäker, fråga er registrator eller jurist först.
share-organisation-id = Med vem
share-choose = Välj organisation
share-purpose = Varför
share-purpose-hint = Syns i loggen.
share-until-date = Till och med
share-until-date-hint = Högst ett år. Ni kan sluta dela när som helst.
share-has-read = Jag har läst vad delningen betyder i lag
share-button = Dela
shares-title = Delat
shares-none = Utkastet är inte delat med någon.
share-until = till och med { $date }
share-revoked = avslutat { $date }
share-end = Sluta dela
share-received = Ett utkast från { $owner }, delat med { $organisation } till och med { $date }. Skäl: { $purpose }
share-saved-delad = Utkastet är delat.
share-saved-slut = Delningen är avslutad.
field-organisation-missing = Välj en organisation.
field-own-house = Den egna organisationen läser redan utkastet. Välj en annan.
field-purpose-missing = Skriv varför ni delar.
field-date-too-late = Välj ett datum senast { $date }.
field-law-unread = Läs vad delningen betyder, och kryssa i rutan.
field-conflict = Någon annan har sparat medan du skrev. Allt du skrev står kvar: läs vad som nu gäller, och spara sedan igen.
field-right-missing = Det kräver rätten ”{ $right }”, som du inte har här. Inget är sparat, men allt du skrev står kvar.
field-locked = { $kind ->
        [inquiry] Förfrågan
       *[roadmap] Färdplanen
    } har skedet ”{ $stage }” och kan inte ändras så. Inget är sparat, men allt du skrev står kvar.
field-date-long-ago = Datumet ligger för långt tillbaka. Kontrollera årtalet.
field-shared-already = Ni delar redan med den organisationen. Sluta dela först om tiden eller skälet ska ändras.
fault-not-found-stranger = Adressen leder ingenstans, eller till något som inte är publicerat. Är det ett utkast i din organisation behöver du logga in först.
