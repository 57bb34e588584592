# Driften: jobb som väntar, och brev.
operations-title = Drift
operations-lead = Färdplan skickar brev och gör annat arbete i bakgrunden. Går något inte försöker programmet igen, med allt längre mellanrum. Efter ungefär ett dygn ger det upp, och då behöver någon titta på det här.
synonyms-title = Ord som betyder detsamma i sökningen
synonyms-lead = En rad för varje grupp, med komma mellan orden. Den som söker på ett av dem hittar det som skrivits med de andra. Sökningen tar hand om ändringen i bakgrunden; det kan ta några minuter.
synonyms-text = Grupper av ord
synonyms-saved = Listan är sparad. Sökningen tar hand om den i bakgrunden.
action-search-synonyms = Ändrade ord som betyder detsamma i sökningen
operations-no-mail = Det här programmet skickar inga brev: ingen e-postserver är inställd (inställningen mail). Breven väntar i kön.
operations-counts = Jobb just nu
operations-state-waiting = Väntar
operations-state-claimed = Pågår
operations-state-given_up = Behöver en människa
operations-state-done = Klara de senaste 30 dagarna
operations-never-sent = { $n ->
    [one] Ett brev gick aldrig att skicka. Texten är raderad.
   *[other] { $number } brev gick aldrig att skicka. Texterna är raderade.
}
operations-open = Det som väntar
operations-none = Inget väntar. Allt är gjort.
operations-column-kind = Jobb
operations-column-attempts = Försök
operations-column-next = Nästa försök
operations-column-reason = Senaste felet
operations-column-again = Gör något
operations-kind-mail = Skicka brev
operations-kind-reminder = Påminna
operations-kind-inquiry = Skriva till dem som tillfrågas
operations-kind-transfer = Flytta färdplaner
operations-next-never = Inget, det väntar på dig
operations-reason-none = Inget
operations-reason-unreachable = Servern gick inte att nå
operations-reason-slow = Servern svarade inte i tid
operations-reason-unsafe = Serverns certifikat gick inte att lita på
operations-reason-later = Servern bad oss försöka senare
operations-reason-refused = Servern tog inte emot det
operations-reason-quota = Dygnets gräns är nådd
operations-reason-unusable = Innehållet går inte att använda
operations-reason-lost = Programmet avbröts innan det var klart
operations-reason-broken = Något gick fel i programmet. Loggen säger mer.
operations-again = Försök nu
operations-again-label = Försök nu: { $kind }
operations-again-done = Jobbet är på tur. Ladda om sidan om en stund och se hur det gick.

# Vad som kan vara fel i ett brev
field-letter-to = Skriv en e-postadress, till exempel karin@kommun.se.
field-letter-line = Skriv allt på en rad.
field-letter-link = Skriv en webbadress som börjar med https://.
field-letter-text = Texten har tecken som inte går att skicka. Ta bort dem och försök igen.
