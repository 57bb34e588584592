# Inquiries: asking, answering, and what comes out of it.

nav-inquiries = Förfrågningar
inquiries-title = Förfrågningar
inquiries-lead = Remisser, insamlingar och frågor: vad ni blir tillfrågade om, vad ni frågar andra, och vad det ledde till.
inquiries-asked = Till er
inquiries-own = Från er
inquiries-own-none = Ni har inte frågat någon än. Börja med en ny förfrågan, eller förbered en remiss från färdplanens sida för beslut.
inquiries-public = Vi frågade, ni svarade, vi gjorde
inquiries-public-none = Ingen avslutad förfrågan är publicerad än.
inquiry-new = Ny förfrågan
inquiry-new-lead = Den blir ett utkast som bara er organisation ser. Frågor och mottagare väljer du sedan, och ingen får något brev förrän du öppnar den.
inquiry-save = Spara utkastet
inquiry-edit = Ändra förfrågan
inquiry-copy = Ny med samma frågor
inquiry-delete = Ta bort utkastet
inquiry-open = Öppna och skicka
inquiry-open-by-step = Skicka på remiss
inquiry-cannot-open = Förfrågan kan inte öppnas än
inquiry-of-roadmap = Gäller färdplanen
inquiry-about-roadmap = Remiss: { $title }
inquiry-open-link = Vem som helst kan svara här:
inquiry-asked-by = { $sender } frågar { $recipient } · sista dag { $day }
inquiry-about-until = sista dag { $day }
inquiry-about-feedback = återkoppling senast { $day }
inquiry-answered-of = { $answered } av { $asked } har svarat
inquiry-recipients = { $n ->
    [0] inga mottagare än
    [one] 1 mottagare
   *[other] { $number } mottagare
}
inquiry-section-about = Vad det gäller
inquiry-section-promise = Vad det kostar och ger
inquiry-section-letter = Brev och påminnelser
inquiry-organisation-id = Vem frågar?
inquiry-face = Vilken sorts förfrågan?
inquiry-title = Rubrik
inquiry-title-hint = Står i brevets ämnesrad, efter sista dagen.
inquiry-theme = Tema
inquiry-theme-hint = Vad frågorna gäller, med några ord. Det hjälper andra att hitta svar som redan finns.
inquiry-purpose = Varför frågar ni?
inquiry-planned-use = Vad ska svaren användas till?
inquiry-minutes = Hur många minuter tar det att svara?
inquiry-minutes-hint = Pröva själv med någon som inte har skrivit frågorna.
inquiry-answer-by = Sista dag för svar
inquiry-answer-by-hint = Svaret går att ändra till och med den dagen.
inquiry-feedback-by = När får de som har svarat veta vad det ledde till?
inquiry-feedback-by-hint = Förfrågan kan inte avslutas förrän de har fått det.
inquiry-readers = Vem får läsa svaren när förfrågan är avslutad?
inquiry-letter = Hälsning i brevet
inquiry-letter-hint = Står efter syftet. Lämna tomt om syftet räcker.
inquiry-reminders = Påminn dessa dagar
inquiry-reminders-hint = Räknat från sista dagen: -7 är en vecka före, 1 är dagen efter. Bara de som varken har svarat eller tackat nej blir påminda, på vardagar klockan 9.
inquiry-is-open = Vem som helst med länken får svara
inquiry-registry-number = Diarienummer
inquiry-plan = Ändra tid och påminnelser
inquiry-plan-lead = Ingen får kortare tid än som är sagt. Den som har fått en egen sista dag behåller den.
phase-draft = utkast
phase-open = öppen
phase-ended = avslutad
face-consultation = Remiss
face-call = Insamling
face-questions = Frågor till en grupp
readers-sender = Bara vi som frågar
readers-recipients = Vi, och de som har blivit tillfrågade när förfrågan är avslutad
readers-everyone = Alla, när förfrågan är avslutad
burden-title = Vad det kostar.
burden-cost = { $count ->
    [0] Ingen mottagare är vald än.
    [one] { $minutes } minuter för en mottagare: { $amount } om den svarar.
   *[other] { $minutes } minuter för var och en av { $count } mottagare: { $amount } tillsammans om alla svarar.
}
burden-minutes = { $n ->
    [one] en minut
   *[other] { $number } minuter
}
burden-hours = { $n ->
    [one] en timme
   *[other] { $number } timmar
}
burden-no-others = Ingen av dem har någon annan förfrågan att svara på här.
burden-others = { $count ->
    [one] En av dem har samtidigt { $inquiries } att svara på.
   *[other] { $count } av dem har samtidigt { $inquiries } att svara på.
}
burden-inquiries = { $n ->
    [one] en annan förfrågan
   *[other] upp till { $number } andra förfrågningar
}
burden-earlier = Ni har frågat om liknande förut:
burden-known = Biblioteket har redan:
burden-narrow = Fråga färre
tasks-title = Gör det här nu
task-and-more = { $count ->
    [one] { $names } och en till
   *[other] { $names } och { $count } till
}
task-time = { $count ->
    [one] Svara en som har bett om mer tid.
   *[other] Svara { $count } som har bett om mer tid.
}
task-time-go = Svara
task-again = { $count ->
    [one] Fråga en igen som tackade nej: dagen är inne.
   *[other] Fråga { $count } igen som tackade nej: dagen är inne.
}
task-again-go = Visa
task-unsent = { $count ->
    [one] En mottagare har inte fått förfrågan. Ge mottagaren en e-postadress, eller skicka på annat sätt och anteckna det.
   *[other] { $count } mottagare har inte fått förfrågan. Ge dem e-postadresser, eller skicka på annat sätt och anteckna det.
}
task-unsent-go = Visa
task-nobody = Välj vilka som ska svara.
task-nobody-why = Ingen har fått förfrågan än.
task-nobody-go = Välj mottagare
task-feedback = Berätta för dem som har svarat vad det ledde till.
task-feedback-why = Ni har lovat återkoppling senast { $day }.
task-feedback-go = Skriv återkoppling
task-end = Avsluta förfrågan.
task-end-why = Sista dagen har gått, och alla som har svarat har fått veta vad det ledde till.
task-end-go = Avsluta
standing-title = Vilka har svarat
standing-answered = { $count ->
    [0] Ingen av { $asked } har svarat än.
   *[other] { $count } av { $asked } har svarat{ $partly }.
}
standing-partly = { $n ->
    [0] { "" }
    [one] , en av dem delvis
   *[other] , { $number } av dem delvis
}
standing-declined = { $count ->
    [one] En har tackat nej{ $again }.
   *[other] { $count } har tackat nej{ $again }.
}
standing-again = { $n ->
    [0] { "" }
    [one] , en vill bli frågad igen
   *[other] , { $number } vill bli frågade igen
}
standing-waiting = { $n ->
    [one] En har inte hört av sig.
   *[other] { $number } har inte hört av sig.
}
standing-map = Svar efter län
standing-map-about = En ruta är en mottagare. Tabellen under kartan har samma siffror.
standing-of = { $answered } av { $asked }
standing-by-county = Tabell: svar efter län
standing-by-size = Svar efter kommunens storlek
standing-county = Län
standing-size = Kommunens storlek
standing-has-answered = Har svarat
standing-waits = Har inte hört av sig
standing-asked = Tillfrågade
standing-share = Andel
standing-why-not = De som tackade nej
mark-full = har svarat
mark-half = har svarat delvis
mark-dotted = skriver, eller vill ha mer tid
mark-struck = har tackat nej
mark-empty = inget svar
declined-again = får frågas igen { $day }
skew-larger = Svaren är de störres: hälften av kommunerna som har svarat har fler än { $own } invånare, mot { $all } bland alla tillfrågade. Skriv det i sammanställningen.
skew-smaller = Svaren är de mindres: hälften av kommunerna som har svarat har färre än { $own } invånare, mot { $all } bland alla tillfrågade. Skriv det i sammanställningen.
skew-alike = De som har svarat är ungefär lika stora som de tillfrågade: hälften har fler än { $own } invånare, mot { $all } bland alla.
size-under = Under { $high } invånare
size-between = { $low }–{ $high } invånare
size-over = { $low } invånare eller fler
reminders-none = Inga fler påminnelser är planerade.
reminders-planned = Påminnelse går till dem som inte har hört av sig: { $days }.
reminders-now = { $n ->
    [one] Påminn en nu
   *[other] Påminn { $number } nu
}
questions-title = Frågor
questions-none = Inga frågor än.
question-new = Lägg till en fråga
question-edit = Ändra frågan
question-save = Spara frågan
question-title = Frågan
question-help = Hjälp till den som svarar
question-kind = Hur besvaras den?
question-kind-line = På en rad
question-kind-text = Med text
question-kind-one_of = Ett av flera val
question-kind-several_of = Flera av valen
question-kind-scale = På en skala från 1 till 5
question-kind-number = Med ett tal
question-kind-date = Med ett datum
question-kind-file = Med en fil
question-kind-stance = Ställningstagande till en punkt
question-options = Valen
question-options-hint = Ett på varje rad. För en skala: två rader, vad 1 betyder och vad 5 betyder.
question-unit = Talets enhet
question-unit-hint = Till exempel platser, timmar eller kronor.
question-is-required = Utan svar på den här frågan är svaret ett delsvar
question-required = behövs för ett helt svar
question-depends-on = När ställs den?
question-always = Alltid
question-branch = Bara om svaret på fråga { $number }, { $title }, är { $choice }
question-depends = bara om svaret på fråga { $number } är { $choice }
question-remove-named = Ta bort frågan { $title }
question-up = Flytta upp
question-answers = { $n ->
    [0] inga svar
    [one] ett svar
   *[other] { $number } svar
}
change = Ändra
remove = Ta bort
preview-title = Så ser den ut
preview-lead = Det här ser den som svarar, men med en fråga i taget.
recipients-title = Mottagare
recipients-add-title = Lägg till mottagare
recipients-add = Lägg till
recipients-by-grupp = En grupp: efter slag, län eller storlek
recipients-by-liknande = Kommuner som liknar en viss
recipients-by-lista = En lista med adresser
recipients-by-samma = Samma som i en tidigare förfrågan
recipients-kind = Vilka
recipients-kind-region = Regioner
recipients-kind-municipality = Kommuner
recipients-kind-committee = Nämnder
recipients-kind-district = Stadsdelar
recipients-kind-unit = Enheter
recipients-kind-agency = Myndigheter
recipients-kind-association = Föreningar och förbund
recipients-kind-provider = Privata utförare
recipients-county = Län
recipients-all-counties = Hela landet
recipients-size = Storlek
recipients-all-sizes = Alla storlekar
recipients-like = Lik
recipients-choose = Välj kommun
recipients-most = Hur många
recipients-most-hint = De mest lika i storlek, åldrar och täthet, högst 100.
recipients-list = Klistra in listan
recipients-list-hint = En mottagare på varje rad: namn, funktion om ni vet den, och e-postadress, med semikolon, komma eller tabb emellan. Från Excel går det bra som det är. Skriv hellre en funktion än en person.
recipients-same = Vilken
recipients-added = { $count ->
    [0] Ingen ny mottagare{ $known }.
    [one] En mottagare är tillagd{ $known }.
   *[other] { $count } mottagare är tillagda{ $known }.
}
recipients-known = { $n ->
    [0] { "" }
    [one] ; en fanns redan
   *[other] ; { $number } fanns redan
}
recipients-nobody = Inga mottagare än.
recipients-only = Visar bara dem med läget
recipients-show-all = Visa alla
recipients-caption = { $n ->
    [one] En mottagare
   *[other] { $number } mottagare
}
recipients-column-name = Namn
recipients-column-code = Kod
recipients-column-function = Funktion
recipients-column-state = Läge
recipients-column-last-day = Egen sista dag
recipients-column-reason = Skäl
recipients-column-again = Får frågas igen
recipients-column-actions = Åtgärder
recipient-remove-named = Ta bort { $title }
recipient-not_sent = inte skickad än
recipient-sent = skickad
recipient-read = öppnad
recipient-forwarded = skickad vidare
recipient-answering = svaret skrivs
recipient-time_asked = vill ha mer tid
recipient-time_granted = har fått mer tid
recipient-partly = har svarat delvis
recipient-answered = har svarat
recipient-declined = har tackat nej
recipient-silent = har inte svarat
recipient-spontaneous = svarar utan att vara tillfrågad
recipient-came-by = svaret kom { $channel }
recipient-wants-time = Vill ha tid till { $day }. { $reason }
recipient-declines = { $reason }
recipient-bounced = Det senaste brevet har inte kommit fram. { $why } Kontrollera adressen.
recipient-link = Lämna länken till den som ska svara. Den visas bara nu, och den som har den kan läsa och ändra svaret.
recipient-answer = Svaret
recipient-example = Gör till exempel i biblioteket
recipient-do = Gör
recipient-note-answer = Skriv in ett svar som kom på annat sätt
recipient-hand-over = Skapa en länk att lämna över
recipient-hand-over-lead = För den som inte får brev härifrån: en länk att ge på papper, i telefon eller i egen e-post.
recipient-events = Vad som har hänt
recipient-no-events = Inget än.
recipient-until = Ny sista dag
recipient-note = Text
recipient-channel = Hur
recipient-email = E-postadress
act-grant = Ge mer tid
act-grant-button = Ge mer tid
act-refuse = Säg nej till mer tid
act-refuse-button = Säg nej
act-revise = Be om komplettering
act-revise-button = Be om komplettering
act-sent = Anteckna att förfrågan är skickad på annat sätt
act-sent-button = Anteckna
act-note = Anteckna ett samtal eller annat
act-note-button = Anteckna
act-readdress = Rätta adressen
act-readdress-button = Spara adressen
act-told = Anteckna att återkopplingen är lämnad på annat sätt
act-told-button = Anteckna
act-revoke = Återkalla alla länkar
act-revoke-button = Återkalla
channel-web = här på webben
channel-email = med e-post
channel-paper = på papper
channel-phone = i telefon
channel-meeting = i ett möte
event-sent = Förfrågan skickades
event-read = Öppnades
event-began = Svaret började skrivas
event-forwarded = Skickades vidare
event-answered = Svar
event-declined = Tackade nej
event-time_asked = Bad om mer tid
event-time_granted = Fick mer tid
event-time_refused = Fick inte mer tid
event-revision_asked = Ombads komplettera
event-reminded = Påminnelse
event-readdressed = Adressen ändrades
event-invited = En länk skapades
event-revoked = Länkarna återkallades
event-told = Återkoppling
event-noted = Anteckning
event-receipt = kvitto { $receipt }
answers-title = Svaren
answers-none = inget svar
answers-by-question = Fråga för fråga
answers-due = saknar bemötande
answers-before = Föregående fråga
answers-after = Nästa fråga
matrix-title = Punkt för punkt
matrix-caption = Ställningstaganden: en rad för varje svarande, en kolumn för varje punkt
matrix-filter = Svarande
matrix-show = Visa
matrix-nobody = Ingen har svarat än.
matrix-wrote = har skrivit synpunkter
stance-approves = Tillstyrker
stance-approves-means = Vi står bakom förslaget som det är.
stance-approves_with_remarks = Tillstyrker med synpunkter
stance-approves_with_remarks-means = Vi står bakom det men vill ändra något. Skriv vad.
stance-rejects = Avstyrker
stance-rejects-means = Vi vill inte ha det så här. Skriv varför.
stance-no_objection = Inget att erinra
stance-no_objection-means = Vi har läst förslaget och invänder inte.
stance-abstains = Avstår
stance-abstains-means = Frågan berör oss inte, eller vi kan inte bedöma den.
scale-step = { $step } av { $of }
disposition-title = Vad det leder till
disposition-lead = Det här får alla läsa som har svarat på frågan, när ni lämnar återkoppling.
disposition-outcome = Vad blir det av synpunkterna?
disposition-reason = Varför?
disposition-changed = Ny lydelse
disposition-changed-hint = Om texten ändras: hur den lyder nu.
disposition-save = Spara
disposition-of-one = Bemötande av { $name }
outcome-taken_in = Tillgodosett
outcome-partly = Delvis tillgodosett
outcome-not_taken = Inte tillgodosett
outcome-noted = Noterat
outcome-none = Inte bemött än
report-title = Sammanställning
report-title-of = Sammanställning av svar: { $title }
report-head-from = Från
report-head-date = Datum
report-summary = Sammanfattning
report-summary-hint = Står först i sammanställningen. Antalet svar räknas ut åt dig.
report-asked = Vad som frågades
report-by-question = Svaren fråga för fråga
report-no-answers = Ingen har svarat på frågan.
report-disposition = Bemötande
report-changed = Ny lydelse: { $text }
report-who = Vilka som har svarat
report-who-caption = Alla tillfrågade, hur långt de kom och varför de tackade nej
report-write = Skriv sammanfattningen
report-response = { $count ->
    [0] Ingen av { $asked } tillfrågade har svarat{ $declined }{ $silent }.
   *[other] { $count } av { $asked } tillfrågade har svarat{ $declined }{ $silent }.
}
report-declined = { $n ->
    [0] { "" }
    [one] , en har tackat nej med skäl
   *[other] , { $number } har tackat nej med skäl
}
report-silent = { $n ->
    [0] { "" }
    [one] { " " }och en har inte hört av sig
   *[other] { " " }och { $number } har inte hört av sig
}
report-spontaneous = { $n ->
    [one] Bland svaren finns ett från någon som inte var tillfrågad.
   *[other] Bland svaren finns { $number } från några som inte var tillfrågade.
}
report-column-date = Svarade
report-column-number = Nummer
report-column-question = Fråga
report-column-choice = Val
report-column-text = Text
registry-title = Lista för diariet
registry-date = Inkom
registry-from = Avsändare
registry-number = Diarienummer
registry-subject = Ärendemening
registry-subject-of = Svar på: { $title }
registry-channel = Hur
feedback-title = Återkoppling
feedback-told = { $told } av { $answered } som har svarat har fått veta vad det ledde till.
feedback-due = Saknar bemötande
feedback-tell = Berätta för dem som har svarat
feedback-tell-lead = Alla som har svarat får ett brev med texten, och en sida med vad som hände med just deras synpunkter. De som inte har någon adress här får ni nå på annat sätt; anteckna det på deras sida.
feedback-feedback = Vad ledde svaren till?
feedback-send = Skicka återkoppling
feedback-end-title = Avsluta
feedback-end-lead = Det går när sista dagen har gått och alla som har svarat har fått återkoppling.
feedback-is-public = Publicera ”Vi frågade, ni svarade, vi gjorde”: frågorna, hur många som svarade och vad det ledde till, men inga enskilda svar
feedback-end = Avsluta förfrågan
public-title = Vi frågade, ni svarade, vi gjorde
public-asked = Vi frågade
public-you-answered = Ni svarade
public-answered = { $sender } frågade { $asked }, och { $answered } svarade till och med { $day }.
public-we-did = Vi gjorde
open-begin = Börja svara
open-asked-by = { $sender } frågar. Sista dag för svar är { $day }.
open-lead = Det tar omkring { $minutes } minuter. Du behöver inget konto. Skriv vem du är, så får du en egen sida för ditt svar.
open-title = Ditt namn, eller vem du svarar för
open-email = E-postadress
open-email-hint = Om du vill ha ett kvitto och veta vad svaret ledde till. Annars lämna tomt.
form-trap = Lämna det här fältet tomt
answer-banner = { $sender } frågar { $recipient }
answer-last-day = Sista dag { $day }
answer-noted-for = Du skriver in ett svar åt { $recipient }. Det märks med hur det kom och väger lika mycket som andra.
answer-use = Vad svaren ska användas till
answer-fact-questions = Frågor
answer-questions = { $n ->
    [one] en fråga
   *[other] { $number } frågor
}
answer-fact-minutes = Tid
answer-minutes = { $n ->
    [one] omkring en minut
   *[other] omkring { $number } minuter
}
answer-fact-last-day = Sista dag
answer-until-midnight = { $day }. Svaret går att ändra till midnatt.
answer-fact-feedback = Återkoppling
answer-feedback-by = Senast { $day } får ni veta vad svaret ledde till.
answer-fact-readers = Vem läser
answer-readers-sender = Bara de som frågar läser svaret. Är mottagaren en myndighet blir det allmän handling.
answer-readers-recipients = De som frågar läser svaret, och när allt är klart de andra som har blivit tillfrågade. Är mottagaren en myndighet blir det allmän handling.
answer-readers-everyone = Svaret kan läsas av alla när allt är klart.
answer-begin = Börja svara
answer-trust = Inget lämnas till den som frågar förrän ni skickar svaret.
answer-asides = Hinner ni inte?
answer-time = Be om mer tid
answer-time-noted = Anteckna att de vill ha mer tid
answer-time-lead = { $sender } avgör om ni får mer tid. Sista dag är nu { $day }.
answer-time-button = Be om mer tid
answer-decline = Tacka nej
answer-decline-noted = Anteckna att de tackar nej
answer-decline-lead = Ett nej är ett svar. { $sender } får veta varför, och ni blir inte påminda.
answer-decline-button = Tacka nej
aside-time-wanted = Till vilken dag?
aside-reason = Varför?
aside-ask-again-on = När får vi fråga igen?
aside-ask-again-on-hint = Frivilligt. Den dagen blir det en uppgift för den som frågar.
aside-channel = Hur fick du veta det?
answer-sent-open = Svaret är skickat { $at }, kvitto { $receipt }. Det går att ändra och skicka på nytt.
answer-sent-closed = Svaret är skickat { $at }, kvitto { $receipt }. Tiden för att ändra det har gått ut.
answer-has-declined = Ni har tackat nej. Ändrar ni er går det bra att svara ändå.
answer-has-asked-time = Ni har bett om mer tid. Den som frågar har inte svarat på det än.
answer-is-closed = Sista dagen var { $day }. Be om mer tid om ni vill svara ändå. Det ni har skrivit finns kvar.
answer-number = Fråga { $number } av { $of }
answer-progress = { $answered } av { $of } frågor är besvarade.
answer-yours = Ert svar
answer-left = kvar
answer-done = besvarad
answer-saved-by = Sparat { $at } av { $author }.
answer-saved-at = Sparat { $at }.
answer-not-saved = Det ni skriver sparas medan ni skriver.
answer-theirs = { $author } har skrivit detta { $at }: { $text }
answer-save-next = Spara och gå vidare
answer-save-check = Spara och kontrollera
answer-save-close = Spara och stäng
answer-before = Föregående
answer-back = Till början
answer-check = Kontrollera svaret
answer-closed-check = Svaret kan inte skickas nu. Det ni har skrivit finns kvar.
answer-unanswered = { $n ->
    [one] En fråga är obesvarad. Det går bra att skicka ändå.
   *[other] { $number } frågor är obesvarade. Det går bra att skicka ändå.
}
answer-fill-in = Svara
answer-files = Bifogade filer
answer-files-change = Bifoga filer
answer-no-files = Inga filer.
answer-send-title = Skicka
answer-send-lead = När ni skickar får den som frågar läsa svaret. Till och med sista dagen kan ni ändra det och skicka på nytt.
answer-send = Skicka svaret
answer-keep = Spara svaret
sending-in-part = Det här är ett delsvar
sending-channel = Hur kom svaret?
sending-given-by = Vem lämnade det?
reply-choice = Val
reply-body = Text
reply-own = Ditt svar
reply-comment = Kommentar
reply-about-file = Om filen
reply-stance = Vad tycker ni om punkten?
reply-remarks = Era synpunkter
reply-body-hint = Högst 10 000 tecken. Skriv inget om enskilda personer.
reply-scale = 1 betyder { $low }, { $of } betyder { $high }.
reply-unit = I { $unit }.
point-title = Det här föreslås
point-national = Nationellt
point-local = Lokalt
point-measures = Åtgärder
point-more = Behöver göras mer
point-horizon = Tidshorisont
receipt-title = Tack, svaret är skickat
receipt-number = Kvitto
receipt-sent = Skickat
receipt-by = Av
receipt-as = Som
receipt-version = Version
receipt-next = Vad händer nu
receipt-until = Till och med { $day } kan ni ändra svaret och skicka på nytt.
receipt-feedback = Senast { $day } berättar { $sender } vad svaren ledde till. Då finns på samma sida vad som hände med just era synpunkter.
receipt-change = Till ert svar
receipt-group = Till gruppen
moment-at = { $day } kl. { $time }
receipt-group-by-link = Vad det blir av svaret ser du också på din sida i gruppen, genom länken till din plats.
outcome-title = Vad det blev av svaret
outcome-wait = Inget är bestämt än. Återkopplingen är lovad till { $day }.
outcome-you-said = Ni svarade
letter-asked-subject = Svara senast { $day }: { $title }
letter-asked = { $sender } frågar { $recipient }: { $title }. Sista dag för svar är { $day }.
letter-minutes = { $n ->
    [one] Det tar omkring en minut att svara.
   *[other] Det tar omkring { $number } minuter att svara.
}
letter-link-end = Länken är personlig: den som har den kan läsa och ändra svaret. Ska någon annan svara, säg det till den som frågar.
letter-account-end = Länken leder till inloggningen. Alla som svarar för er organisation skriver i samma svar.
letter-soon-subject = Påminnelse, svara senast { $day }: { $title }
letter-soon = { $sender } har inte fått något svar från { $recipient } på ”{ $title }”. Sista dag är { $day }. Hinner ni inte kan ni be om mer tid eller tacka nej på samma sida; då kommer inga fler påminnelser.
letter-late-subject = Sista dagen har gått: { $title }
letter-late = { $sender } har inte fått något svar från { $recipient } på ”{ $title }”. Sista dag var { $day }. Be om mer tid om ni vill svara ändå, eller tacka nej; då kommer inga fler påminnelser.
letter-feedback-subject = Vad svaren ledde till: { $title }
letter-feedback = Tack för svaret på ”{ $title }”. { $sender } berättar här vad det ledde till. På sidan nedan står vad som hände med just det ni skrev.
letter-receipt-subject = Kvitto { $receipt }: { $title }
letter-receipt = Svaret på ”{ $title }” är skickat. Kvittots nummer är { $receipt }. Här är en kopia.
saved-forfragan = Förfrågan är sparad.
saved-fraga = Frågan är sparad.
saved-mottagare = Mottagaren är sparad.
saved-plan = Tid och påminnelser är sparade.
saved-oppnad = Förfrågan är öppen. De som har en e-postadress får ett brev.
saved-paminnelse = De som väntas svara och har en e-postadress får en påminnelse. Den som nyss har fått en får ingen till.
saved-bemotande = Bemötandet är sparat.
saved-sammanfattning = Sammanfattningen är sparad.
saved-aterkoppling = Återkopplingen är sparad. De som har svarat och har en e-postadress får ett brev.
saved-avslutad = Förfrågan är avslutad.
saved-mottagare-grant = De har fått mer tid.
saved-mottagare-refuse = De får veta att de inte får mer tid.
saved-mottagare-revise = Det är antecknat att de ska komplettera.
saved-mottagare-sent = Det är antecknat att förfrågan är skickad.
saved-mottagare-note = Anteckningen är sparad.
saved-mottagare-readdress = Adressen är rättad.
saved-mottagare-told = Det är antecknat att återkopplingen är lämnad.
saved-mottagare-revoke = Länkarna är återkallade.
deleted-forfragan = Förfrågan är borttagen. Den finns bland det borttagna i 30 dagar.
deleted-fraga = Frågan är borttagen.
deleted-mottagare = Mottagaren är borttagen.
part-inquiry = Förfrågan
part-question = Fråga
part-recipient = Mottagare
action-inquiry-create = Skapade förfrågan
action-inquiry-edit = Ändrade förfrågan
action-inquiry-delete = Tog bort förfrågan
action-inquiry-restore = Tog tillbaka förfrågan
action-inquiry-open = Öppnade förfrågan
action-inquiry-replan = Ändrade tid eller påminnelser för förfrågan
action-inquiry-ask = Lade till mottagare
action-inquiry-remind = Skickade påminnelser
action-inquiry-sum-up = Skrev sammanfattning av svar
action-inquiry-tell = Skickade återkoppling
action-inquiry-end = Avslutade förfrågan
action-question-create = Lade till fråga
action-question-edit = Ändrade fråga
action-question-delete = Tog bort fråga
action-question-restore = Tog tillbaka fråga
action-question-move = Flyttade fråga
action-question-dispose = Bemötte svaren på fråga
action-recipient-create = Lade till mottagare
action-recipient-edit = Ändrade mottagare
action-recipient-delete = Tog bort mottagare
action-recipient-restore = Tog tillbaka mottagare
action-recipient-move = Flyttade mottagare
action-recipient-sent = Skickade förfrågan
action-recipient-read = Öppnade förfrågan
action-recipient-began = Började svara
action-recipient-forwarded = Skickade förfrågan vidare
action-recipient-answered = Svarade
action-recipient-declined = Tackade nej
action-recipient-time-asked = Bad om mer tid
action-recipient-time-granted = Gav mer tid
action-recipient-time-refused = Gav inte mer tid
action-recipient-revision-asked = Bad om komplettering
action-recipient-reminded = Påminde
action-recipient-readdress = Rättade adress
action-recipient-invite = Skapade länk
action-recipient-revoke = Återkallade länkar
action-recipient-told = Lämnade återkoppling
action-recipient-note = Antecknade om mottagare
action-recipient-join = Började svara på öppen förfrågan
actor-respondent = någon med en svarslänk
right-ask = fråga andra
right-answer = svara för organisationen
right-compile = sammanställa svar
changed-recipients = mottagare
field-asked-why-missing = Skriv varför ni frågar.
field-planned-use-missing = Skriv vad svaren ska användas till. Den som svarar har rätt att veta det.
field-minutes-missing = Skriv hur många minuter det tar att svara.
field-feedback-missing = Välj när de som svarar får veta vad det ledde till.
field-feedback-before = Återkopplingen kan inte lovas före sista dagen för svar.
field-theme-missing = Skriv vilket tema frågorna gäller.
field-questions-missing = Lägg till minst en fråga.
field-recipients-missing = Välj mottagare, eller låt vem som helst med länken svara.
field-questions-full = En förfrågan har högst { $max } frågor.
field-recipients-full = Förfrågan har så många mottagare som får plats: { $max }.
field-recipients-none = Det blev inga mottagare. Välj något annat.
field-opened-by-step = Den här remissen öppnas med färdplanens steg ”Skicka på remiss”.
field-reminders = Skriv högst { $most } hela dagar med mellanslag emellan, till exempel -7 -1 1. Ingen får ligga mer än { $high } dagar från sista dagen.
field-choices-few = Skriv minst två val, ett på varje rad.
field-choices-many = Det får vara högst { $max } val.
field-scale-words = Skriv två rader: vad 1 betyder, och vad 5 betyder.
field-depends-choice = Välj vilket svar som gör att frågan ställs.
field-depends-earlier = En fråga kan bara bero på en tidigare fråga, med ett val som finns där.
field-less-time = Ingen får kortare tid än som är sagt. Välj den dag som gällde, eller en senare.
field-list-row = Rad { $row } går inte att läsa: { $what }
field-list-address = Rad { $row } har en adress som inte är någon e-postadress: { $what }
field-list-unknown = Rad { $row } har ingen giltig e-postadress, och namnet är ingen organisation som finns här: { $what }
field-newcomer-missing = Skriv ditt namn, eller vem du svarar för.
field-answers-closed = Sista dagen var { $date }. Det ni har skrivit finns kvar. Be om mer tid om ni vill svara ändå.
field-answer-empty = Svaret är tomt. Besvara minst en fråga, eller tacka nej.
field-reply-unknown = Välj något av det som går att välja.
field-recipient-state = Det går inte i det läge som mottagaren har nu. Läs sidan på nytt.
field-time-within = Ni har redan tid till { $date }. Välj en senare dag.
field-note-missing = Skriv något.
field-outcome-missing = Välj vad det blir av synpunkterna.
field-feedback-text-missing = Skriv vad svaren ledde till.
field-undisposed = Punkten ”{ $title }” har svar som inte är bemötta.
field-untold = { $count } av dem som har svarat har inte fått återkoppling än.
field-still-open = Sista dagen är { $date }. Förfrågan kan avslutas när den har gått.
field-sent-by-program = Det gick för fort. Vänta några sekunder och skicka en gång till.
changed-standing = Läge
changed-channel = Kanal
changed-receipt = Kvitto
recipient-number = Nummer
changed-links = Länkar
changed-phase = Skede
changed-opened-at = Öppnad
changed-ended-at = Avslutad
changed-roadmap-version = Färdplanens version
changed-is-public = Publicerad
question-reason = Skäl
changed-outcome = Bemötande
changed-recipient = Mottagare
changed-changed = Ny lydelse
changed-feedback = Återkoppling
inquiry-summary = Sammanfattning
standing-branches = Skickad vidare: så står det i varje del
standing-through = Genom
answer-below = Er egen förfrågan vidare, och svaren på den
answer-pass-on = Fråga vidare
answer-pass-on-lead = Skicka frågorna till era egna kommuner, nämnder eller enheter, med ett eget brev och en tidigare sista dag. Bara ni läser deras svar, och lyfter in det som ska med i ert.
answer-pass-on-button = Förbered att fråga vidare
answer-from-below = Svar från dem ni har frågat
answer-lift = Lyft in i svaret
answer-lifted = Står i ert svar.
saved-vidare = Här är er egen förfrågan, som ett utkast. Välj mottagare, skriv en hälsning och öppna den.
field-passed-on = Ni har redan frågat vidare.
field-passed-late = Sista dagen har gått. Be om mer tid innan ni frågar vidare.
field-later-than-above = Ert eget svar ska vara inne { $date }. Välj en tidigare dag, så att ni hinner sammanställa.
inquiry-from-above = Ni skickar vidare en förfrågan från
report-attach = Bifoga sammanställningen till ert svar
report-attach-lead = Ni har frågat vidare. Sammanställningen kan följa med ert eget svar uppåt, som en fil för Word.
others-title = Vad alla svarade
answer-revise = Den som frågar ber er komplettera svaret: { $text }
letter-revision-subject = Komplettera svaret: { $title }
letter-revision = { $sender } ber { $recipient } komplettera svaret på ”{ $title }”.
letter-receipt-more = … Resten av svaret står på sidan nedan.
act-again = Fråga igen
act-again-button = Skicka förfrågan igen
saved-mottagare-again = Förfrågan går ut igen.
field-branch-broken = Frågan ”{ $title }” hänger på ett svar som inte finns kvar före den. Ändra när den ställs.
field-question-passed-on = Frågan kommer från den som frågar er. Ert svar lyfts in där, så den kan inte ändras här.
field-draft-begun = De har redan börjat skriva, och utkastet är bara deras: en ny länk skulle visa det för den som får den. Be dem bjuda in en kollega, eller anteckna svaret åt dem.
stage-open = öppen
stage-ended = avslutad
answers-page-before = Föregående sida
answers-page-after = Nästa sida
answer-is-ended = Förfrågan är avslutad.

# Vad den som svarar får läsa
material-title = Underlag
material-plan = Läs hela planen
material-plan-title = Hela planen
material-plan-lead = Så här löd planen när den skickades ut. Den ändras inte medan svaren kommer in.
material-back = Tillbaka till frågorna
material-nothing = Här står ännu ingenting.

# Godkännande av svar, svarsrutin och sammanträden
right-approve_answer = godkänna svar innan de skickas
event-approval_asked = Lämnades för godkännande hos dem
event-sent_back = Skickades tillbaka av den som godkänner hos dem
approval-ask = Lämna för godkännande
approval-send = Godkänn och skicka
approval-asked = { $author } lämnade svaret för godkännande { $at }. Det skickas när den som godkänner hos er har läst det.
approval-asked-you = { $author } lämnade svaret för godkännande { $at }. Läs det, och godkänn eller skicka tillbaka.
approval-sent-back = Den som godkänner vill att något ändras först: { $text }
approval-send-back-title = Eller skicka tillbaka
approval-wanted = Vad ska ändras?
approval-send-back = Skicka tillbaka
approval-waits-for-you = väntar på ditt godkännande
field-approval-needed = Hos er ska någon godkänna svaret innan det skickas. Välj Lämna för godkännande.
field-approval-nobody = Ingen hos er kan godkänna svar just nu. Be den som sköter era funktioner att utse någon, till exempel en socialchef eller nämndsekreterare.
letter-approval-subject = Godkänn svaret senast { $day }: { $title }
letter-approval = { $recipient } har skrivit ett svar till { $sender } på ”{ $title }”. Läs det, och godkänn det eller skicka tillbaka det.
letter-sent-back-subject = Ändra svaret: { $title }
letter-sent-back = Den som godkänner svaret på ”{ $title }” hos { $recipient } vill att något ändras först:
routines-title = Så svarar { $organisation }
routines-lead = Här säger ni hur ni svarar på remisser och andra förfrågningar. Den som frågar er ser om er nämnd sammanträder innan svaret ska vara inne.
routines-link = Så svarar ni (godkännande och sammanträden):
routines-needs-approval = Någon ska godkänna våra svar innan de skickas
routines-meetings = Dagar då nämnden sammanträder
routines-meetings-hint = En dag på varje rad, till exempel 2027-01-28. Högst tre år framåt.
saved-svarsrutin = Svarsrutinen är sparad.
field-not-a-day = ”{ $what }” är ingen dag. Skriv som 2027-01-28.
field-meetings-full = Högst { $max } sammanträdesdagar.
meetings-in-time = Er nämnd sammanträder innan svaret ska vara inne: { $days }.
meetings-none-in-time = Er nämnd har inget sammanträde innan svaret ska vara inne. Be om mer tid om nämnden ska besluta.
untimely-next = { $name } (nästa { $day })
untimely = { $count ->
    [one] En av dem som frågas har inget sammanträde mellan utskicket och sista dagen: { $names }.
   *[other] { $count } av dem som frågas har inget sammanträde mellan utskicket och sista dagen: { $names }.
}
question-down = Flytta ned

# Teman på svar
themes-title = Teman:
themes-field = Teman
themes-only = Svar med temat ”{ $theme }”.
themes-all = Visa alla svar
saved-tema = Temat är sparat.
field-themes-full = Högst { $max } teman på ett svar.
changed-themes = Teman

# Effekter som svar föreslår
question-kind-effect = Effekt av en åtgärd
effects-title = Fråga om effekter
effects-lead = Planen räknar med de här effekterna. Fråga om dem som ni är osäkra på: de som svarar kan föreslå andra tal, och ni ser vad de skulle ändra innan ni tar in dem.
effects-none-left = Planen har inga effekter att fråga om, eller så frågar ni redan om dem alla.
effects-ask = Fråga om dem
effects-worth = Se vad förslagen skulle ändra
saved-effekter = Frågorna om effekter är tillagda.
field-effects-none = Välj minst en effekt.
field-question-from-list = Frågor om effekter och om hur långt man har kommit väljs ur sina listor.
field-effect-why-missing = Skriv varför, så att talen går att bedöma.
effect-question = Räknar vi rätt på ”{ $measure }”: { $lever }?
effect-measure = Åtgärden
effect-source = Svar från { $name } på ”{ $title }”. { $why }
reply-effect-size = Effekten, om ni tror på en annan
reply-effect-low = Lägst
reply-effect-high = Högst
reply-effect-why = Varför
proposals-title = Vad svaren skulle ändra
proposals-lead = Effekter som de tillfrågade föreslår, räknade i stället för dem som planen har nu. Ingenting är ändrat förrän någon tar in det.
proposals-answers = Svaren
proposal-words = { $name } föreslår { $size } ({ $interval }) { $unit } för ”{ $measure }”: { $lever }
proposal-change = { $gap } { $year }: { $then } återstår, i stället för { $now }.
proposal-taken = Planen räknar redan så. { $gap } { $year }: { $then } återstår.
proposal-take = Ta in i åtgärden

# Loggen
action-question-themes = Satte teman på svar
action-recipient-approval-asked = Lämnade svar för godkännande
action-recipient-sent-back = Skickade tillbaka svar
action-organisation-routines = Ändrade svarsrutin
changed-needs-approval = Svar godkänns
changed-meetings = Sammanträden

# Ändringar och de svar som ledde till dem
cause-of-one = Svar från { $name }:
cause-of-all = { $n ->
    [one] Ett svar på remissen:
   *[other] { $number } svar på remissen:
}
cause-link = Läs svaren
point-changes-title = Texten då och nu
point-changes-lead = Vad som har ändrats här sedan planen skickades ut.
point-changes-none = Ingenting är ändrat här sedan planen skickades ut.

# Sparade listor över mottagare
recipients-by-sparad = Från en sparad lista
recipients-by-spara = Spara mottagarna här som en lista
recipients-by-ta-bort-lista = Ta bort en sparad lista
recipients-saved = Lista
recipients-list-title = Listans namn
recipients-list-title-hint = En lista med samma namn ersätts.
recipients-list-of = { $title } ({ $count })
recipients-save-list = Spara listan
recipients-remove-list = Ta bort listan
saved-lista = Listan är sparad.
saved-lista-borta = Listan är borttagen. De som redan är tillfrågade är det fortfarande.
field-lists-full = Högst { $max } listor. Ta bort någon först.
action-inquiry-list = Sparade en lista över mottagare
action-inquiry-unlist = Tog bort en lista över mottagare
changed-list = Lista
changed-addresses = Nya adresser

# Det som skickats tidigare, och det som inte är skickat än
answer-version-title = Svaret som det skickades
version-sent = Version { $number }, { $at }, { $author } ({ $channel })
version-earlier = Tidigare versioner
answer-has-unsent = Ni har ändrat svaret men inte skickat det på nytt. Den som frågar läser det ni skickade sist. Välj Kontrollera svaret för att skicka.
field-inquiry-prepared = Det finns redan en förberedd remiss för färdplanen: ”{ $title }”. Ändra den i stället.
act-forget = Ta bort uppgifter om den som svarat
act-forget-button = Ta bort namn, adress och länkar
saved-mottagare-forget = Namn, adress och länkar är borttagna. Svaret finns kvar.
event-forgotten = Uppgifter om den som svarat togs bort
action-recipient-forgotten = Tog bort uppgifter om den som svarat

# Kollegor som skriver med
colleague-title = Be en kollega skriva med
colleague-lead = Kollegan får en egen länk till svaret för { $recipient }. Det syns vem som har skrivit vad.
colleague-name = Namn
colleague-email = E-post
colleague-send = Skicka länken
saved-kollega = Länken är skickad.
field-colleague-there = Den adressen har redan en länk till svaret.
field-colleagues-full = Högst { $max } kan skriva med.
letter-along-subject = Skriv med i svaret: { $title }
letter-along = Hej { $name }! { $by } ber dig skriva med i svaret från { $recipient } på ”{ $title }”.

standing-writing = { $n ->
    [one] En skriver på sitt svar.
   *[other] { $number } skriver på sina svar.
}

# Efter roll
standing-by-role = Efter roll
standing-role = Roll
standing-no-function = Utan angiven funktion
standing-no-organisation = Övriga

field-open-not-above = Den här förfrågan skickar vidare någon annans underlag. Den kan vara öppen för alla bara om deras är det.
field-approval-nothing-new = Svaret är redan skickat som det står. Ändra något först.

colleagues-there = De som skriver med
colleague-take-back = Ta tillbaka länken
saved-kollega-borta = Länken är tillbakatagen. Det kollegan har skrivit finns kvar.
proposals-more = { $n ->
    [one] Ett förslag till finns bland svaren.
   *[other] { $number } förslag till finns bland svaren.
}

feedback-is-public-all = Publicera ”Vi frågade, ni svarade, vi gjorde”: frågorna, vad det ledde till och alla svar med namnet på den som svarade, eftersom ni har sagt att alla får läsa dem
name-not-asked = { $name } (inte tillfrågad)
use-labelled = Svaren används så här: { $text }
response-unsent = { $n ->
    [one] En har inte fått förfrågan än.
   *[other] { $number } har inte fått förfrågan än.
}
letter-receipt-alone = Svaret på ”{ $title }” är skickat. Kvittots nummer är { $receipt }. Själva svaret står på sidan som länken leder till.
approval-waits = väntar på godkännande
approval-is-back = skickat tillbaka: ändra
asked-waits = inte besvarad
check-required = Utan svar på fråga { $numbers } räknas svaret som ett delsvar.
check-why = Ni har inte skrivit varför på fråga { $numbers }.
check-stance = Ni har inte valt någon ståndpunkt på fråga { $numbers }.
check-conflict = Någon annan har ändrat svaret sedan ni läste det. Läs det som står nu, och skicka det sedan.
answer-is-required = behövs för att svaret ska vara helt
saved-oppnad-utan-brev = Förfrågan är öppen. Inga brev skickas härifrån: skapa länkar på mottagarnas sidor och lämna över dem själva.
task-unsent-no-mail = { $count ->
    [one] En mottagare har inte fått förfrågan. Inga brev skickas härifrån: lämna över en länk, eller skicka på annat sätt och anteckna det.
   *[other] { $count } mottagare har inte fått förfrågan. Inga brev skickas härifrån: lämna över länkar, eller skicka på annat sätt och anteckna det.
}
task-unsent-no-mail-go = Visa
colleague-link = Inga brev skickas härifrån. Ge länken till kollegan själv: { $address }
fault-link-ended = Länken gäller inte
fault-link-ended-next = Den kan ha återkallats, gått ut eller blivit avklippt i brevet. Fråga den som skickade den, så kan ni få en ny.
answer-has-declined-ended = Ni har tackat nej.
answer-read-own = Läs det ni har skrivit
answer-go-on = Fortsätt svara
effect-counted = { $question } Vi räknar med { $counted }.

# Vem man kan fråga
inquiry-contact = Vem kan de fråga?
inquiry-contact-hint = En funktion med telefon eller e-post, inte en privatperson. Står i breven och på sidan där man svarar.
answer-fact-contact = Kontakt
letter-contact = Frågor? Vänd er till { $contact }.
changed-contact = Vem man kan fråga
question-kind-uptake = Hur långt man har kommit med ett arbetssätt
uptake-ask-title = Fråga om spridning
uptake-ask-lead = Välj det som ni vill veta hur långt andra har kommit med. Den som svarar får sitt förra svar ifyllt. Frågar regionen sina kommuner, eller en myndighet eller SKR, läggs läge, andel och dag till i den öppna bilden av hur det sprider sig.
uptake-other-approaches = Andra arbetssätt
uptake-ask = Lägg till frågorna
field-uptake-none = Välj minst ett arbetssätt som ni inte redan frågar om.
saved-spridning = Frågorna om spridning är tillagda.
uptake-question = { $approach }: hur långt har ni kommit?
uptake-known = Svaret är ifyllt med det som senast är känt, från { $day }. Ändra det som är nytt och gå vidare.
reply-uptake-note = Vill ni säga något om det till den som frågar?
reply-uptake-stage = Så långt har ni kommit
reply-uptake-share = Andel som har det, i procent
reply-uptake-share-hint = Av dem som det passar för. En uppskattning räcker. Tomt om ni inte vet.
reply-uptake-day = Sedan när är det så?
reply-uptake-day-hint = Tomt om det är som förut, eller från i dag om det är nytt.
uptake-share-of-users = { $share } av dem som det passar för
uptake-since = sedan { $day }
uptake-public = Hur långt ni har kommit, andelen och dagen blir öppna för alla när svaret skickas. Det ni skriver därutöver läser bara de som får läsa svaren.
outcome-answer-changed = Svaret har ändrats sedan dess och är inte bemött.
outcome-answers-since = { $n ->
    [one] Ett svar har kommit eller ändrats sedan dess och är inte bemött.
   *[other] { $number } svar har kommit eller ändrats sedan dess och är inte bemötta.
}
burden-unsaid = { $n ->
    [0] Ingen mottagare är vald än.
    [one] En mottagare. Hur lång tid det tar att svara är inte sagt.
   *[other] { $number } mottagare. Hur lång tid det tar att svara är inte sagt.
}
reminders-no-mail = Inga påminnelser går härifrån: ingen e-postserver är inställd. Påminn på annat sätt.
recipients-unknown-only = Den är ingen organisation som finns här: svaret räknas inte till någon kommun.
recipients-unknown = { $n ->
    [one] En av dem är ingen organisation som finns här: svaret räknas inte till någon kommun.
   *[other] { $number } av dem är inga organisationer som finns här: deras svar räknas inte till någon kommun.
}
readers-recipients_at_once = Vi, och de som har blivit tillfrågade så fort de själva har skickat ett helt svar
answer-readers-recipients_at_once = De som frågar läser svaret, och de andra som har blivit tillfrågade så fort de själva har skickat ett helt svar. Är mottagaren en myndighet blir det allmän handling.
answer-question-files = Filer som svar på frågan
matrix-any-stance = Alla
matrix-stance = Ställningstagande
matrix-nobody-so = Ingen som har svarat passar in på det.
burden-about-hours = { $n ->
    [one] omkring en timme
   *[other] omkring { $number } timmar
}
standing-nobody-asked = Ingen har blivit tillfrågad än.
inquiry-earlier-open = Tidigare remiss, sista dag { $day }: svar och bemötande
reminded-title = Påminnelser
reminded-caption = { $n ->
    [one] En påminnelse har gått
   *[other] { $number } påminnelser har gått, den senaste först
}
reminded-nobody = Ingen har påmints än.
reminded-when = När
reminded-letter = Anmärkning
inquiry-not-now = Färdplanen kan inte skickas på remiss som den står nu ({ $stage }). Remissen öppnas när den kan det igen.
inquiry-to-decisions = Färdplanens beslut
answer-files-apart = Filen skickas för sig: spara först det som du har skrivit nedan.
