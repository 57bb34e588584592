# Inquiries: asking, answering, and what comes out of it.

nav-inquiries = Inquiries
inquiries-title = Inquiries
inquiries-lead = Consultations, calls and questions: what you are asked, what you ask others, and what it led to.
inquiries-asked = To you
inquiries-own = From you
inquiries-own-none = You have not asked anybody yet. Begin with a new inquiry, or prepare a consultation from the roadmap’s page for decisions.
inquiries-public = We asked, you answered, we did
inquiries-public-none = No ended inquiry is published yet.
inquiry-new = New inquiry
inquiry-new-lead = It becomes a draft that only your organisation sees. You choose questions and recipients afterwards, and nobody gets a letter until you open it.
inquiry-save = Save the draft
inquiry-edit = Change the inquiry
inquiry-copy = New with the same questions
inquiry-delete = Delete the draft
inquiry-open = Open and send
inquiry-open-by-step = Send out for consultation
inquiry-cannot-open = The inquiry cannot be opened yet
inquiry-of-roadmap = Concerns the roadmap
inquiry-about-roadmap = Consultation: { $title }
inquiry-open-link = Anybody can answer here:
inquiry-asked-by = { $sender } asks { $recipient } · last day { $day }
inquiry-about-until = last day { $day }
inquiry-about-feedback = feedback by { $day }
inquiry-answered-of = { $answered } of { $asked } answered
inquiry-recipients = { $n ->
    [0] no recipients yet
    [one] 1 recipient
   *[other] { $number } recipients
}
inquiry-section-about = What it concerns
inquiry-section-promise = What it costs and gives
inquiry-section-letter = Letter and reminders
inquiry-organisation-id = Who asks?
inquiry-face = What kind of inquiry?
inquiry-title = Title
inquiry-title-hint = Stands in the subject of the letter, after the last day.
inquiry-theme = Theme
inquiry-theme-hint = What the questions concern, in a few words. It helps others to find answers that already exist.
inquiry-purpose = Why do you ask?
inquiry-planned-use = What will the answers be used for?
inquiry-minutes = How many minutes does it take to answer?
inquiry-minutes-hint = Try it yourselves with somebody who did not write the questions.
inquiry-answer-by = Last day for answers
inquiry-answer-by-hint = The answer can be changed up to and including that day.
inquiry-feedback-by = When will those who have answered be told what it led to?
inquiry-feedback-by-hint = The inquiry cannot be ended until they have been told.
inquiry-readers = Who may read the answers when the inquiry has ended?
inquiry-letter = Greeting in the letter
inquiry-letter-hint = Stands after the purpose. Leave it empty if the purpose is enough.
inquiry-reminders = Remind on these days
inquiry-reminders-hint = Counted from the last day: -7 is a week before, 1 is the day after. Only those who have neither answered nor declined are reminded, on working days at 9 a.m.
inquiry-is-open = Anybody with the link may answer
inquiry-registry-number = Registry number
inquiry-plan = Change dates and reminders
inquiry-plan-lead = Nobody gets less time than has been said. Whoever has been given a last day of their own keeps it.
phase-draft = draft
phase-open = open
phase-ended = ended
face-consultation = Consultation
face-call = Call
face-questions = Questions to a group
readers-sender = Only we who ask
readers-recipients = We, and those who have been asked when the inquiry has ended
readers-everyone = Everyone, when the inquiry has ended
burden-title = What it costs.
burden-cost = { $count ->
    [0] No recipient is chosen yet.
    [one] { $minutes } minutes for one recipient: { $amount } if they answer.
   *[other] { $minutes } minutes for each of { $count } recipients: { $amount } together if all answer.
}
burden-minutes = { $n ->
    [one] one minute
   *[other] { $number } minutes
}
burden-hours = { $n ->
    [one] one hour
   *[other] { $number } hours
}
burden-no-others = None of them has any other inquiry to answer here.
burden-others = { $count ->
    [one] One of them has { $inquiries } to answer at the same time.
   *[other] { $count } of them have { $inquiries } to answer at the same time.
}
burden-inquiries = { $n ->
    [one] one other inquiry
   *[other] up to { $number } other inquiries
}
burden-earlier = You have asked about something similar before:
burden-known = The library already has:
burden-narrow = Ask fewer
tasks-title = Do this now
task-and-more = { $count ->
    [one] { $names } and one more
   *[other] { $names } and { $count } more
}
task-time = { $count ->
    [one] Answer one who has asked for more time.
   *[other] Answer { $count } who have asked for more time.
}
task-time-go = Answer
task-again = { $count ->
    [one] Ask one again who declined: the day has come.
   *[other] Ask { $count } again who declined: the day has come.
}
task-again-go = Show
task-unsent = { $count ->
    [one] One recipient has not got the inquiry. Give the recipient an e-mail address, or send it in another way and note it.
   *[other] { $count } recipients have not got the inquiry. Give them e-mail addresses, or send it in another way and note it.
}
task-unsent-go = Show
task-nobody = Choose who shall answer.
task-nobody-why = Nobody has got the inquiry yet.
task-nobody-go = Choose recipients
task-feedback = Tell those who have answered what it led to.
task-feedback-why = You have promised feedback by { $day }.
task-feedback-go = Write feedback
task-end = End the inquiry.
task-end-why = The last day has passed, and all who have answered have been told what it led to.
task-end-go = End
standing-title = Who has answered
standing-answered = { $count ->
    [0] None of { $asked } has answered yet.
   *[other] { $count } of { $asked } answered{ $partly }.
}
standing-partly = { $n ->
    [0] { "" }
    [one] , one of them in part
   *[other] , { $number } of them in part
}
standing-declined = { $count ->
    [one] One has declined{ $again }.
   *[other] { $count } have declined{ $again }.
}
standing-again = { $n ->
    [0] { "" }
    [one] , one wants to be asked again
   *[other] , { $number } want to be asked again
}
standing-waiting = { $n ->
    [one] One has not been heard from.
   *[other] { $number } have not been heard from.
}
standing-map = Answers by county
standing-map-about = A square is a recipient. The table below the map has the same figures.
standing-of = { $answered } of { $asked }
standing-by-county = Table: answers by county
standing-by-size = Answers by the size of the municipality
standing-county = County
standing-size = Size of the municipality
standing-has-answered = Answered
standing-waits = Not heard from
standing-asked = Asked
standing-share = Share
standing-why-not = Those who declined
mark-full = has answered
mark-half = has answered in part
mark-dotted = is writing, or wants more time
mark-struck = has declined
mark-empty = no answer
declined-again = may be asked again { $day }
skew-larger = The answers are those of the larger: half of the municipalities that have answered have more than { $own } inhabitants, against { $all } among all those asked. Say so in the compilation.
skew-smaller = The answers are those of the smaller: half of the municipalities that have answered have fewer than { $own } inhabitants, against { $all } among all those asked. Say so in the compilation.
skew-alike = Those who have answered are about as large as those asked: half have more than { $own } inhabitants, against { $all } among all.
size-under = Under { $high } inhabitants
size-between = { $low }–{ $high } inhabitants
size-over = { $low } inhabitants or more
reminders-none = No more reminders are planned.
reminders-planned = Reminders go to those who have not been heard from: { $days }.
reminders-now = { $n ->
    [one] Remind one now
   *[other] Remind { $number } now
}
questions-title = Questions
questions-none = No questions yet.
question-new = Add a question
question-edit = Change the question
question-save = Save the question
question-title = The question
question-help = Help for whoever answers
question-kind = How is it answered?
question-kind-line = On one line
question-kind-text = With text
question-kind-one_of = One of several choices
question-kind-several_of = Several of the choices
question-kind-scale = On a scale from 1 to 5
question-kind-number = With a number
question-kind-date = With a date
question-kind-file = With a file
question-kind-stance = A stance on a point
question-options = The choices
question-options-hint = One on each line. For a scale: two lines, what 1 means and what 5 means.
question-unit = Unit of the number
question-unit-hint = Places, hours or kronor, for instance.
question-is-required = Without a reply to this question the answer is a partial answer
question-required = needed for a whole answer
question-depends-on = When is it asked?
question-always = Always
question-branch = Only if the answer to question { $number }, { $title }, is { $choice }
question-depends = only if the answer to question { $number } is { $choice }
question-remove-named = Remove the question { $title }
question-up = Move up
question-answers = { $n ->
    [0] no answers
    [one] one answer
   *[other] { $number } answers
}
change = Change
remove = Remove
preview-title = What it looks like
preview-lead = This is what whoever answers sees, but with one question at a time.
recipients-title = Recipients
recipients-add-title = Add recipients
recipients-add = Add
recipients-by-grupp = A group: by kind, county or size
recipients-by-liknande = Municipalities that are like a certain one
recipients-by-lista = A list of addresses
recipients-by-samma = The same as in an earlier inquiry
recipients-kind = Which
recipients-kind-region = Regions
recipients-kind-municipality = Municipalities
recipients-kind-committee = Committees
recipients-kind-district = Districts
recipients-kind-unit = Units
recipients-kind-agency = Government agencies
recipients-kind-association = Associations and federations
recipients-kind-provider = Private providers
recipients-county = County
recipients-all-counties = The whole country
recipients-size = Size
recipients-all-sizes = All sizes
recipients-like = Like
recipients-choose = Choose a municipality
recipients-most = How many
recipients-most-hint = Those most alike in size, ages and density, at most 100.
recipients-list = Paste the list
recipients-list-hint = One recipient on each line: name, function if you know it, and e-mail address, with a semicolon, comma or tab between. From Excel it can be pasted as it is. Rather write a function than a person.
recipients-same = Which one
recipients-added = { $count ->
    [0] No new recipient{ $known }.
    [one] One recipient is added{ $known }.
   *[other] { $count } recipients are added{ $known }.
}
recipients-known = { $n ->
    [0] { "" }
    [one] ; one was there already
   *[other] ; { $number } were there already
}
recipients-nobody = No recipients yet.
recipients-only = Shows only those with the state
recipients-show-all = Show all
recipients-caption = { $n ->
    [one] One recipient
   *[other] { $number } recipients
}
recipients-column-name = Name
recipients-column-code = Code
recipients-column-function = Function
recipients-column-state = State
recipients-column-last-day = Last day of their own
recipients-column-reason = Reason
recipients-column-again = May be asked again
recipients-column-actions = Actions
recipient-remove-named = Remove { $title }
recipient-not_sent = not sent
recipient-sent = sent
recipient-read = opened
recipient-forwarded = passed on
recipient-answering = answer being written
recipient-time_asked = wants more time
recipient-time_granted = has got more time
recipient-partly = has answered in part
recipient-answered = has answered
recipient-declined = has declined
recipient-silent = has not answered
recipient-spontaneous = answers without having been asked
recipient-came-by = the answer came { $channel }
recipient-wants-time = Wants time until { $day }. { $reason }
recipient-declines = { $reason }
recipient-bounced = The latest letter has not arrived. { $why } Check the address.
recipient-link = Give the link to whoever shall answer. It is shown only now, and whoever has it can read and change the answer.
recipient-answer = The answer
recipient-example = Make it an example in the library
recipient-do = Do
recipient-note-answer = Enter an answer that came in another way
recipient-hand-over = Create a link to hand over
recipient-hand-over-lead = For somebody who gets no letters from here: a link to give on paper, by phone or in an e-mail of your own.
recipient-events = What has happened
recipient-no-events = Nothing yet.
recipient-until = New last day
recipient-note = Text
recipient-channel = How
recipient-email = E-mail address
act-grant = Give more time
act-grant-button = Give more time
act-refuse = Say no to more time
act-refuse-button = Say no
act-revise = Ask for additions to the answer
act-revise-button = Ask for additions
act-sent = Note that the inquiry has been sent in another way
act-sent-button = Note
act-note = Note a conversation or something else
act-note-button = Note
act-readdress = Correct the address
act-readdress-button = Save the address
act-told = Note that feedback has been given in another way
act-told-button = Note
act-revoke = Revoke all links
act-revoke-button = Revoke
channel-web = here on the web
channel-email = by e-mail
channel-paper = on paper
channel-phone = by phone
channel-meeting = at a meeting
event-sent = The inquiry was sent
event-read = Opened
event-began = The answer was begun
event-forwarded = Passed on
event-answered = Answer
event-declined = Declined
event-time_asked = Asked for more time
event-time_granted = Got more time
event-time_refused = Did not get more time
event-revision_asked = Was asked for additions
event-reminded = Reminder
event-readdressed = The address was changed
event-invited = A link was created
event-revoked = The links were revoked
event-told = Feedback
event-noted = Note
event-receipt = receipt { $receipt }
answers-title = The answers
answers-none = no answer
answers-by-question = Question by question
answers-due = lacks a response
answers-before = Previous question
answers-after = Next question
matrix-title = Point by point
matrix-caption = Stances: a row for each one who answered, a column for each point
matrix-filter = Who answered
matrix-show = Show
matrix-nobody = Nobody has answered yet.
matrix-wrote = has written remarks
stance-approves = Approves
stance-approves-means = We support the proposal as it is.
stance-approves_with_remarks = Approves with remarks
stance-approves_with_remarks-means = We support it but want to change something. Write what.
stance-rejects = Rejects
stance-rejects-means = We do not want it this way. Write why.
stance-no_objection = No objection
stance-no_objection-means = We have read it and have no opinion.
stance-abstains = Abstains
stance-abstains-means = The question does not concern us, or we cannot judge it.
scale-step = { $step } of { $of }
disposition-title = What it leads to
disposition-lead = All who have answered the question may read this when you give feedback.
disposition-outcome = What becomes of the remarks?
disposition-reason = Why?
disposition-changed = New wording
disposition-changed-hint = If the text is changed: how it reads now.
disposition-save = Save
disposition-of-one = Response to { $name }
outcome-taken_in = Taken in
outcome-partly = Taken in in part
outcome-not_taken = Not taken in
outcome-noted = Noted
outcome-none = No response yet
report-title = Compilation
report-title-of = Compilation of answers: { $title }
report-head-from = From
report-head-date = Date
report-summary = Summary
report-summary-hint = Stands first in the compilation. The number of answers is computed for you.
report-asked = What was asked
report-by-question = The answers question by question
report-no-answers = Nobody has answered the question.
report-disposition = Response
report-changed = New wording: { $text }
report-who = Who has answered
report-who-caption = All who were asked, how far they came and why they declined
report-write = Write the summary
report-response = { $count ->
    [0] Of { $asked } asked, none answered{ $declined }{ $silent }.
   *[other] Of { $asked } asked, { $count } answered{ $declined }{ $silent }.
}
report-declined = { $n ->
    [0] { "" }
    [one] , one has declined with a reason
   *[other] , { $number } have declined with a reason
}
report-silent = { $n ->
    [0] { "" }
    [one] { " " }and one has not been heard from
   *[other] { " " }and { $number } have not been heard from
}
report-spontaneous = { $n ->
    [one] Among the answers is one from somebody who was not asked.
   *[other] Among the answers are { $number } from some who were not asked.
}
report-column-date = Answered
report-column-number = Number
report-column-question = Question
report-column-choice = Choice
report-column-text = Text
registry-title = List for the registry
registry-date = Received
registry-from = Sender
registry-number = Registry number
registry-subject = Subject
registry-subject-of = Answer to: { $title }
registry-channel = How
feedback-title = Feedback
feedback-told = Told what it led to: { $told } of the { $answered } who have answered.
feedback-due = Lacks a response
feedback-tell = Tell those who have answered
feedback-tell-lead = All who have answered get a letter with the text, and a page with what became of their own remarks. Those who have no address here you must reach in another way; note it on their page.
feedback-feedback = What did the answers lead to?
feedback-send = Send feedback
feedback-end-title = End
feedback-end-lead = It can be done when the last day has passed and all who have answered have got feedback.
feedback-is-public = Publish “We asked, you answered, we did”: the questions, how many answered and what it led to, but no single answers
feedback-end = End the inquiry
public-title = We asked, you answered, we did
public-asked = We asked
public-you-answered = You answered
public-answered = { $sender } asked { $asked }, and { $answered } answered up to and including { $day }.
public-we-did = We did
open-begin = Begin to answer
open-asked-by = { $sender } asks. The last day for answers is { $day }.
open-lead = It takes about { $minutes } minutes. You need no account. Write who you are, and you get a page of your own for your answer.
open-title = Your name, or who you answer for
open-email = E-mail address
open-email-hint = If you want a receipt and to know what the answer led to. Otherwise leave it empty.
form-trap = Leave this field empty
answer-banner = { $sender } asks { $recipient }
answer-last-day = Last day { $day }
answer-noted-for = You are entering an answer for { $recipient }. It is marked with how it came and weighs as much as others.
answer-use = What the answers will be used for
answer-fact-questions = Questions
answer-questions = { $n ->
    [one] one question
   *[other] { $number } questions
}
answer-fact-minutes = Time
answer-minutes = { $n ->
    [one] about one minute
   *[other] about { $number } minutes
}
answer-fact-last-day = Last day
answer-until-midnight = { $day }. The answer can be changed until midnight.
answer-fact-feedback = Feedback
answer-feedback-by = By { $day } you will be told what the answer led to.
answer-fact-readers = Who reads
answer-readers-sender = Only those who ask read the answer. If the recipient is a public authority, it becomes an official document that the public can ask for.
answer-readers-recipients = Those who ask read the answer, and when all is done so do the others who have been asked. If the recipient is a public authority, it becomes an official document that the public can ask for.
answer-readers-everyone = Everyone can read the answer when all is done.
answer-begin = Begin to answer
answer-trust = Nothing is handed to whoever asks until you send the answer.
answer-asides = Not enough time?
answer-time = Ask for more time
answer-time-noted = Note that they want more time
answer-time-lead = { $sender } decides whether you get more time. The last day is now { $day }.
answer-time-button = Ask for more time
answer-decline = Decline
answer-decline-noted = Note that they decline
answer-decline-lead = A no is an answer. { $sender } is told why, and you are not reminded.
answer-decline-button = Decline
aside-time-wanted = Until which day?
aside-reason = Why?
aside-ask-again-on = When may we ask again?
aside-ask-again-on-hint = Optional. On that day it becomes a task for whoever asks.
aside-channel = How did you get to know?
answer-sent-open = The answer was sent { $at }, receipt { $receipt }. It can be changed and sent again.
answer-sent-closed = The answer was sent { $at }, receipt { $receipt }. The time to change it has run out.
answer-has-declined = You have declined. If you change your mind, you can answer all the same.
answer-has-asked-time = You have asked for more time. Whoever asks has not answered that yet.
answer-is-closed = The last day was { $day }. Ask for more time if you want to answer all the same. What you have written is still there.
answer-number = Question { $number } of { $of }
answer-progress = { $answered } of { $of } questions answered.
answer-yours = Your answer
answer-left = left to answer
answer-done = answered
answer-saved-by = Saved { $at } by { $author }.
answer-saved-at = Saved { $at }.
answer-not-saved = What you write is saved while you write.
answer-theirs = { $author } wrote this { $at }: { $text }
answer-save-next = Save and go on
answer-save-check = Save and check
answer-save-close = Save and close
answer-before = Previous
answer-back = To the beginning
answer-check = Check the answer
answer-closed-check = The answer cannot be sent now. What you have written is still there.
answer-unanswered = { $n ->
    [one] One question is unanswered. You can send all the same.
   *[other] { $number } questions are unanswered. You can send all the same.
}
answer-fill-in = Answer
answer-files = Attached files
answer-files-change = Attach files
answer-no-files = No files.
answer-send-title = Send
answer-send-lead = When you send it, whoever asks may read the answer. Up to and including the last day you can change it and send it again.
answer-send = Send the answer
answer-keep = Save the answer
sending-in-part = This is a partial answer
sending-channel = How did the answer come?
sending-given-by = Who gave it?
reply-choice = Choice
reply-body = Text
reply-own = Your answer
reply-comment = Comment
reply-about-file = About the file
reply-stance = What do you think of the point?
reply-remarks = Your remarks
reply-body-hint = At most 10,000 characters. Write nothing about individuals.
reply-scale = 1 means { $low }, { $of } means { $high }.
reply-unit = In { $unit }.
point-title = This is proposed
point-national = Nationally
point-local = Locally
point-measures = Measures
point-more = More is needed
point-horizon = Time horizon
receipt-title = Thank you, the answer is sent
receipt-number = Receipt
receipt-sent = Sent
receipt-by = By
receipt-as = As
receipt-version = Version
receipt-next = What happens now
receipt-until = Up to and including { $day } you can change the answer and send it again.
receipt-feedback = By { $day } { $sender } tells you what the answers led to. The same page then shows what became of your own remarks.
receipt-change = To your answer
receipt-group = To the group
moment-at = { $day }, { $time }
receipt-group-by-link = What becomes of the answer is also on your page in the group, by the link to your seat.
outcome-title = What became of the answer
outcome-wait = Nothing is decided yet. Feedback is promised by { $day }.
outcome-you-said = You answered
letter-asked-subject = Answer by { $day }: { $title }
letter-asked = { $sender } asks { $recipient }: { $title }. The last day for answers is { $day }.
letter-minutes = { $n ->
    [one] It takes about one minute to answer.
   *[other] It takes about { $number } minutes to answer.
}
letter-link-end = The link is personal: whoever has it can read and change the answer. If somebody else shall answer, tell whoever asks.
letter-account-end = The link leads to signing in. All who answer for your organisation write in the same answer.
letter-soon-subject = Reminder, answer by { $day }: { $title }
letter-soon = { $sender } has not got an answer from { $recipient } to “{ $title }”. The last day is { $day }. If you do not have the time, you can ask for more or decline on the same page; then no more reminders come.
letter-late-subject = The last day has passed: { $title }
letter-late = { $sender } has not got an answer from { $recipient } to “{ $title }”. The last day was { $day }. Ask for more time if you want to answer all the same, or decline; then no more reminders come.
letter-feedback-subject = What the answers led to: { $title }
letter-feedback = Thank you for the answer to “{ $title }”. { $sender } tells you here what it led to. The page below says what became of what you yourselves wrote.
letter-receipt-subject = Receipt { $receipt }: { $title }
letter-receipt = The answer to “{ $title }” is sent. The number of the receipt is { $receipt }. Here is a copy.
saved-forfragan = The inquiry is saved.
saved-fraga = The question is saved.
saved-mottagare = The recipient is saved.
saved-plan = Dates and reminders are saved.
saved-oppnad = The inquiry is open. Those with an e-mail address get a letter.
saved-paminnelse = Those who are expected to answer and have an e-mail address get a reminder. Whoever has just got one gets no other.
saved-bemotande = The response is saved.
saved-sammanfattning = The summary is saved.
saved-aterkoppling = The feedback is saved. Those who have answered and have an e-mail address get a letter.
saved-avslutad = The inquiry has ended.
saved-mottagare-grant = They have got more time.
saved-mottagare-refuse = They are told that they do not get more time.
saved-mottagare-revise = It is noted that they are asked for additions.
saved-mottagare-sent = It is noted that the inquiry has been sent.
saved-mottagare-note = The note is saved.
saved-mottagare-readdress = The address is corrected.
saved-mottagare-told = It is noted that feedback has been given.
saved-mottagare-revoke = The links are revoked.
deleted-forfragan = The inquiry is deleted. It is listed among what is deleted for 30 days.
deleted-fraga = The question is deleted.
deleted-mottagare = The recipient is deleted.
part-inquiry = Inquiry
part-question = Question
part-recipient = Recipient
action-inquiry-create = Made an inquiry
action-inquiry-edit = Changed an inquiry
action-inquiry-delete = Deleted an inquiry
action-inquiry-restore = Restored an inquiry
action-inquiry-open = Opened an inquiry for answers
action-inquiry-replan = Changed dates or reminders for an inquiry
action-inquiry-ask = Added recipients
action-inquiry-remind = Sent reminders
action-inquiry-sum-up = Wrote a summary of answers
action-inquiry-tell = Sent feedback
action-inquiry-end = Ended an inquiry
action-question-create = Added a question
action-question-edit = Changed a question
action-question-delete = Deleted a question
action-question-restore = Restored a question
action-question-move = Moved a question
action-question-dispose = Responded to the answers to a question
action-recipient-create = Added a recipient
action-recipient-edit = Changed a recipient
action-recipient-delete = Deleted a recipient
action-recipient-restore = Restored a recipient
action-recipient-move = Moved a recipient
action-recipient-sent = Sent an inquiry
action-recipient-read = Opened an inquiry to read it
action-recipient-began = Began to answer
action-recipient-forwarded = Passed an inquiry on
action-recipient-answered = Answered
action-recipient-declined = Declined
action-recipient-time-asked = Asked for more time
action-recipient-time-granted = Gave more time
action-recipient-time-refused = Refused more time
action-recipient-revision-asked = Asked for additions
action-recipient-reminded = Reminded
action-recipient-readdress = Corrected an address
action-recipient-invite = Created a link
action-recipient-revoke = Revoked links
action-recipient-told = Gave feedback
action-recipient-note = Made a note about a recipient
action-recipient-join = Began to answer an open inquiry
actor-respondent = somebody with an answer link
right-ask = ask others
right-answer = answer for the organisation
right-compile = compile answers
changed-recipients = recipients
field-asked-why-missing = Write why you ask.
field-planned-use-missing = Write what the answers will be used for. Whoever answers has a right to know.
field-minutes-missing = Write how many minutes it takes to answer.
field-feedback-missing = Choose when those who answer will be told what it led to.
field-feedback-before = Feedback cannot be promised before the last day for answers.
field-theme-missing = Write which theme the questions concern.
field-questions-missing = Add at least one question.
field-recipients-missing = Choose recipients, or let anybody with the link answer.
field-questions-full = An inquiry has at most { $max } questions.
field-recipients-full = The inquiry has as many recipients as there is room for: { $max }.
field-recipients-none = That gave no recipients. Choose something else.
field-opened-by-step = This consultation is opened by the roadmap’s step “Send out for consultation”.
field-reminders = Write at most { $most } whole days with spaces between, such as -7 -1 1. None may lie more than { $high } days from the last day.
field-choices-few = Write at least two choices, one on each line.
field-choices-many = There may be at most { $max } choices.
field-scale-words = Write two lines: what 1 means, and what 5 means.
field-depends-choice = Choose the answer that makes the question be asked.
field-depends-earlier = A question can depend only on an earlier question, with a choice that is there.
field-less-time = Nobody gets less time than has been said. Choose the day that applied, or a later one.
field-list-row = Line { $row } cannot be read: { $what }
field-list-address = Line { $row } has an address that is not an e-mail address: { $what }
field-list-unknown = Row { $row } has no valid e-mail address, and the name is no organisation that is known here: { $what }
field-newcomer-missing = Write your name, or who you answer for.
field-answers-closed = The last day was { $date }. What you have written is still there. Ask for more time if you want to answer all the same.
field-answer-empty = The answer is empty. Answer at least one question, or decline.
field-reply-unknown = Choose something that can be chosen.
field-recipient-state = That cannot be done in the state that the recipient is in now. Load the page again.
field-time-within = You already have time until { $date }. Choose a later day.
field-note-missing = Write something.
field-outcome-missing = Choose what becomes of the remarks.
field-feedback-text-missing = Write what the answers led to.
field-undisposed = The point “{ $title }” has answers without a response.
field-untold = Feedback has not yet been given to { $count } of those who have answered.
field-still-open = The last day is { $date }. The inquiry can be ended when it has passed.
field-sent-by-program = That went too fast. Wait a few seconds and send it once more.
changed-standing = Standing
changed-channel = Channel
changed-receipt = Receipt
recipient-number = Number
changed-links = Links
changed-phase = Phase
changed-opened-at = Opened
changed-ended-at = Ended
changed-roadmap-version = Version of the roadmap
changed-is-public = Public
question-reason = Reason
changed-outcome = Response
changed-recipient = Recipient
changed-changed = New wording
changed-feedback = Feedback
inquiry-summary = Summary
standing-branches = Passed on: how it stands in each branch
standing-through = Through
answer-below = Your own inquiry further down, and the answers to it
answer-pass-on = Ask further down
answer-pass-on-lead = Send the questions to your own municipalities, committees or units, with a letter of your own and an earlier last day. Only you read their answers, and lift into yours what should be in it.
answer-pass-on-button = Prepare to ask further down
answer-from-below = Answers from those you have asked
answer-lift = Lift into the answer
answer-lifted = Is in your answer.
saved-vidare = This is your own inquiry, as a draft. Choose recipients, write a greeting and open it.
field-passed-on = You have asked further down already.
field-passed-late = The last day has passed. Ask for more time before you ask further down.
field-later-than-above = Your own answer is due on { $date }. Choose an earlier day, so that there is time to compile.
inquiry-from-above = You pass on an inquiry from
report-attach = Attach the compilation to your answer
report-attach-lead = You have asked further down. The compilation can go with your own answer, as a file for Word.
others-title = What everybody answered
answer-revise = Whoever asks wants you to add to your answer: { $text }
letter-revision-subject = Add to your answer: { $title }
letter-revision = { $sender } asks { $recipient } to add to the answer to “{ $title }”.
letter-receipt-more = … The rest of the answer is on the page below.
act-again = Ask again
act-again-button = Send the inquiry again
saved-mottagare-again = The inquiry is sent again.
field-branch-broken = The question “{ $title }” depends on an answer that is no longer there before it. Change when it is asked.
field-question-passed-on = The question comes from whoever asks you. Your answer is lifted in there, so it cannot be changed here.
field-draft-begun = They have begun to write, and the draft is theirs alone: a new link would show it to whoever gets it. Ask them to invite a colleague, or note the answer for them.
stage-open = open
stage-ended = ended
answers-page-before = Previous page
answers-page-after = Next page
answer-is-ended = The inquiry has ended.

# What whoever answers may read
material-title = Documents
material-plan = Read the whole plan
material-plan-title = The whole plan
material-plan-lead = This is how the plan read when it was sent out. It does not change while answers come in.
material-back = Back to the questions
material-nothing = Nothing stands here yet.

# Approval of answers, routines and meetings
right-approve_answer = approve answers before they go
event-approval_asked = Left for approval at theirs
event-sent_back = Sent back by whoever approves at theirs
approval-ask = Leave for approval
approval-send = Approve and send
approval-asked = { $author } left the answer for approval { $at }. It goes when whoever approves at yours has read it.
approval-asked-you = { $author } left the answer for approval { $at }. Read it, and approve or send it back.
approval-sent-back = Whoever approves wants something changed first: { $text }
approval-send-back-title = Or send it back
approval-wanted = What should be changed?
approval-send-back = Send back
approval-waits-for-you = waits for your approval
field-approval-needed = Somebody at yours approves the answer before it goes. Choose Leave for approval.
field-approval-nobody = Nobody at yours can approve answers just now. Ask whoever looks after your functions to appoint someone, such as a head of social services or a committee secretary.
letter-approval-subject = Approve the answer by { $day }: { $title }
letter-approval = { $recipient } has written an answer to { $sender } on “{ $title }”. Read it, and approve it or send it back.
letter-sent-back-subject = Change the answer: { $title }
letter-sent-back = Whoever approves the answer on “{ $title }” at { $recipient } wants something changed first:
routines-title = How { $organisation } answers
routines-lead = Say here how you answer consultations and other inquiries. Whoever asks you sees whether your committee meets before the answer is due.
routines-link = How you answer (approval and meetings):
routines-needs-approval = Somebody approves our answers before they go
routines-meetings = Days on which the committee meets
routines-meetings-hint = One day on each row, such as 2027-01-28. At most three years ahead.
saved-svarsrutin = The routine is saved.
field-not-a-day = “{ $what }” is not a day. Write it as 2027-01-28.
field-meetings-full = At most { $max } meeting days.
meetings-in-time = Your committee meets before the answer is due: { $days }.
meetings-none-in-time = Your committee has no meeting before the answer is due. Ask for more time if the committee is to decide.
untimely-next = { $name } (next { $day })
untimely = { $count ->
    [one] One of those asked has no meeting between dispatch and the last day: { $names }.
   *[other] { $count } of those asked have no meeting between dispatch and the last day: { $names }.
}
question-down = Move down

# Themes of answers
themes-title = Themes:
themes-field = Themes
themes-only = Answers with the theme “{ $theme }”.
themes-all = Show all answers
saved-tema = The theme is saved.
field-themes-full = At most { $max } themes on an answer.
changed-themes = Themes

# Effects that answers propose
question-kind-effect = Effect of a measure
effects-title = Ask about effects
effects-lead = The plan counts on these effects. Ask about those you are unsure of: whoever answers can propose other numbers, and you see what they would change before you take them in.
effects-none-left = The plan has no effects to ask about, or you ask about all of them already.
effects-ask = Ask about them
effects-worth = See what the proposals would change
saved-effekter = The questions about effects have been added.
field-effects-none = Choose at least one effect.
field-question-from-list = Questions about effects and about how far somebody has come are chosen from their lists.
field-effect-why-missing = Say why, so that the numbers can be judged.
effect-question = Do we count right on “{ $measure }”: { $lever }?
effect-measure = The measure
effect-source = Answer from { $name } on “{ $title }”. { $why }
reply-effect-size = The effect, if you believe in another
reply-effect-low = Lowest
reply-effect-high = Highest
reply-effect-why = Why
proposals-title = What the answers would change
proposals-lead = Effects that those asked propose, computed instead of those that the plan has now. Nothing has changed until somebody takes it in.
proposals-answers = The answers
proposal-words = { $name } proposes { $size } ({ $interval }) { $unit } for “{ $measure }”: { $lever }
proposal-change = { $gap } { $year }: { $then } remains, instead of { $now }.
proposal-taken = The plan counts so already. { $gap } { $year }: { $then } remains.
proposal-take = Take into the measure

# The log
action-question-themes = Set themes on answers
action-recipient-approval-asked = Left an answer for approval
action-recipient-sent-back = Sent an answer back
action-organisation-routines = Changed how answers are given
changed-needs-approval = Answers are approved
changed-meetings = Meetings

# Changes and the answers that led to them
cause-of-one = Answer from { $name }:
cause-of-all = { $n ->
    [one] One answer to the consultation:
   *[other] { $number } answers to the consultation:
}
cause-link = Read the answers
point-changes-title = The text then and now
point-changes-lead = What has changed here since the plan was sent out.
point-changes-none = Nothing has changed here since the plan was sent out.

# Saved lists of recipients
recipients-by-sparad = From a saved list
recipients-by-spara = Save the recipients here as a list
recipients-by-ta-bort-lista = Remove a saved list
recipients-saved = List
recipients-list-title = Name of the list
recipients-list-title-hint = A list by the same name is replaced.
recipients-list-of = { $title } ({ $count })
recipients-save-list = Save the list
recipients-remove-list = Remove the list
saved-lista = The list is saved.
saved-lista-borta = The list is removed. Those who have been asked still are.
field-lists-full = At most { $max } lists. Remove one first.
action-inquiry-list = Saved a list of recipients
action-inquiry-unlist = Removed a list of recipients
changed-list = List
changed-addresses = New addresses

# What was sent before, and what has not been sent yet
answer-version-title = The answer as it was sent
version-sent = Version { $number }, { $at }, { $author } ({ $channel })
version-earlier = Earlier versions
answer-has-unsent = You have changed the answer and not sent it again. Whoever asks reads what you sent last. Choose Check the answer to send it.
field-inquiry-prepared = There is a prepared consultation on the roadmap already: “{ $title }”. Change that instead.
act-forget = Remove what tells who answered
act-forget-button = Remove name, address and links
saved-mottagare-forget = Name, address and links are removed. The answer remains.
event-forgotten = What tells who answered was removed
action-recipient-forgotten = Removed what tells who answered

# Colleagues who write along
colleague-title = Ask a colleague to write along
colleague-lead = The colleague gets a link of their own to the answer for { $recipient }. It is seen who has written what.
colleague-name = Name
colleague-email = E-mail
colleague-send = Send the link
saved-kollega = The link has been sent.
field-colleague-there = That address has a link to the answer already.
field-colleagues-full = At most { $max } can write along.
letter-along-subject = Write along in the answer: { $title }
letter-along = Hello { $name }! { $by } asks you to write along in the answer from { $recipient } on “{ $title }”.

standing-writing = { $n ->
    [one] One is writing an answer.
   *[other] { $number } are writing their answers.
}

# By role
standing-by-role = By role
standing-role = Role
standing-no-function = No function named
standing-no-organisation = Others

field-open-not-above = This inquiry passes on somebody else's documents. It can be open to all only if theirs is.
field-approval-nothing-new = The answer has been sent as it stands. Change something first.

colleagues-there = Those who write along
colleague-take-back = Take the link back
saved-kollega-borta = The link has been taken back. What the colleague has written remains.
proposals-more = { $n ->
    [one] One more proposal stands among the answers.
   *[other] { $number } more proposals stand among the answers.
}

feedback-is-public-all = Publish “We asked, you answered, we did”: the questions, what it led to and all answers with the names of those who answered, as you have said that everyone may read them
name-not-asked = { $name } (not asked)
use-labelled = The answers are used like this: { $text }
response-unsent = { $n ->
    [one] One has not got the inquiry yet.
   *[other] { $number } have not got the inquiry yet.
}
letter-receipt-alone = The answer to “{ $title }” has been sent. The number of the receipt is { $receipt }. The answer itself stands on the page that the link leads to.
approval-waits = waits for approval
approval-is-back = sent back: change it
asked-waits = not answered
check-required = Without an answer to question { $numbers } the answer counts as one in part.
check-why = You have not written why on question { $numbers }.
check-stance = You have not taken a stance on question { $numbers }.
check-conflict = Somebody else has changed the answer since you read it. Read what stands now, and then send it.
answer-is-required = needed for a whole answer
saved-oppnad-utan-brev = The inquiry is open. No letters go from here: make links on the recipients' pages and hand them over yourselves.
task-unsent-no-mail = { $count ->
    [one] One recipient has not got the inquiry. No letters go from here: hand over a link, or send it by other ways and note that.
   *[other] { $count } recipients have not got the inquiry. No letters go from here: hand over links, or send it by other ways and note that.
}
task-unsent-no-mail-go = Show
colleague-link = No letters go from here. Give the link to the colleague yourself: { $address }
fault-link-ended = The link is not good
fault-link-ended-next = It may have been taken back, have ended or been cut off in the letter. Ask whoever sent it, and you can get a new one.
answer-has-declined-ended = You have declined.
answer-read-own = Read what you have written
answer-go-on = Go on answering
effect-counted = { $question } We count on { $counted }.

# Whom one can ask
inquiry-contact = Whom can they ask?
inquiry-contact-hint = A function with telephone or e-mail, not a private person. Stands in the letters and on the page where one answers.
answer-fact-contact = Contact
letter-contact = Questions? Turn to { $contact }.
changed-contact = Whom one can ask
question-kind-uptake = How far they have come with an approach
uptake-ask-title = Ask about spread
uptake-ask-lead = Choose what you want to know how far others have come with. Whoever answers gets their last answer filled in. Where a region asks its municipalities, or an agency or SALAR asks, stage, share and day are added to the open picture of how it spreads.
uptake-other-approaches = Other approaches
uptake-ask = Add the questions
field-uptake-none = Choose at least one approach that you do not ask about already.
saved-spridning = The questions about spread are added.
uptake-question = { $approach }: how far have you come?
uptake-known = The answer is filled in with what was last known, from { $day }. Change what is new and go on.
reply-uptake-note = Do you want to say something about it to whoever asks?
reply-uptake-stage = This is how far you have come
reply-uptake-share = Share that has it, in per cent
reply-uptake-share-hint = Of those whom it suits. An estimate is enough. Leave blank if you do not know.
reply-uptake-day = Since when?
reply-uptake-day-hint = Leave blank if it is as before, or from today if it is new.
uptake-share-of-users = { $share } of those whom it suits
uptake-since = since { $day }
uptake-public = How far you have come, the share and the day are open to all when the answer is sent. What you write besides is read by those only who may read the answers.
outcome-answer-changed = The answer has changed since, and has no response.
outcome-answers-since = { $n ->
    [one] One answer has come or changed since, and has no response.
   *[other] { $number } answers have come or changed since, and have no response.
}
burden-unsaid = { $n ->
    [0] No recipient is chosen yet.
    [one] One recipient. How long it takes to answer is not said.
   *[other] { $number } recipients. How long it takes to answer is not said.
}
reminders-no-mail = No reminders go from here: no mail server is set up. Remind in another way.
recipients-unknown-only = It is no organisation that is known here: its answer counts for no municipality.
recipients-unknown = { $n ->
    [one] One of them is no organisation that is known here: its answer counts for no municipality.
   *[other] { $number } of them are no organisations that are known here: their answers count for no municipality.
}
readers-recipients_at_once = We, and those who have been asked as soon as they have sent a whole answer themselves
answer-readers-recipients_at_once = Those who ask read the answer, and the others who have been asked as soon as they have sent a whole answer themselves. If the recipient is a public authority, it becomes an official document that the public can ask for.
answer-question-files = Files that answer the question
matrix-any-stance = All
matrix-stance = Stance
matrix-nobody-so = Nobody who has answered fits that.
burden-about-hours = { $n ->
    [one] about one hour
   *[other] about { $number } hours
}
standing-nobody-asked = Nobody has been asked yet.
inquiry-earlier-open = Earlier consultation, last day { $day }: answers and responses
reminded-title = Reminders
reminded-caption = { $n ->
    [one] One reminder has gone
   *[other] { $number } reminders have gone, the latest first
}
reminded-nobody = Nobody has been reminded yet.
reminded-when = When
reminded-letter = Note
inquiry-not-now = The roadmap cannot be sent for consultation as it stands now ({ $stage }). The consultation opens when it can be again.
inquiry-to-decisions = The roadmap’s decisions
answer-files-apart = The file is sent on its own: first save what you have written below.
