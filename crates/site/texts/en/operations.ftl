# Operations: jobs that wait, and letters.
operations-title = Operations
operations-lead = Färdplan sends letters and does other work in the background. What fails is tried again, at longer and longer intervals. After about a day the program gives up, and somebody has to look at it here.
synonyms-title = Words that mean the same to the search
synonyms-lead = A line for each group, with commas between the words. Whoever searches for one of them finds what is written with the others. The search takes care of the change in the background; that may take some minutes.
synonyms-text = Groups of words
synonyms-saved = The list has been saved. The search takes care of it in the background.
action-search-synonyms = Changed words that mean the same to the search
operations-no-mail = This program sends no letters: no mail server is set (the setting mail). The letters wait in the queue.
operations-counts = Jobs right now
operations-state-waiting = Waiting
operations-state-claimed = In progress
operations-state-given_up = Needs a person
operations-state-done = Done in the last 30 days
operations-never-sent = { $n ->
    [one] One letter could never be sent. Its text is erased.
   *[other] { $number } letters could never be sent. Their texts are erased.
}
operations-open = What is waiting
operations-none = Nothing is waiting. Everything is done.
operations-column-kind = Job
operations-column-attempts = Attempts
operations-column-next = Next attempt
operations-column-reason = Last error
operations-column-again = Do something
operations-kind-mail = Send a letter
operations-kind-reminder = Remind
operations-kind-inquiry = Write to those who are asked
operations-kind-transfer = Carry roadmaps
operations-next-never = None, it waits for you
operations-reason-none = None
operations-reason-unreachable = The server could not be reached
operations-reason-slow = The server did not answer in time
operations-reason-unsafe = The server’s certificate could not be trusted
operations-reason-later = The server asked us to try later
operations-reason-refused = The server did not accept it
operations-reason-quota = The day’s limit is reached
operations-reason-unusable = What it holds cannot be used
operations-reason-lost = The program was interrupted before it was done
operations-reason-broken = Something went wrong in the program. The log says more.
operations-again = Try now
operations-again-label = Try now: { $kind }
operations-again-done = The job is next in line. Reload the page in a while to see how it went.

# What can be wrong in a letter
field-letter-to = Write an e-mail address, such as karin@kommun.se.
field-letter-line = Write everything on one line.
field-letter-link = Write a web address that begins with https://.
field-letter-text = The text has characters that cannot be sent. Remove them and try again.
