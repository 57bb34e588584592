# Sharing with other organisations.

share-title = Share the draft
share-lead = Other organisations do not see a draft unless you share it.
share-link = Share with another organisation
share-law-title = What it means in law
share-law = A draft with you is no official document until it is dispatched, archived or the matter is closed (chapter 2, sections 10 and 12 of the Freedom of the Press Act).
share-law-sharing = When you share the draft with another authority, it is as a rule dispatched by you and received there: it becomes an official document that anybody can ask for. Joint preparation can be an exception. If you are not sure, ask your registrar or lawyer first.
share-organisation-id = With whom
share-choose = Choose an organisation
share-purpose = Why
share-purpose-hint = Shown in the log.
share-until-date = Until
share-until-date-hint = At most a year. You can end it at any time.
share-has-read = I have read what sharing means in law
share-button = Share
shares-title = Shared
shares-none = The draft is shared with nobody.
share-until = until { $date }
share-revoked = ended { $date }
share-end = End sharing
share-received = A draft from { $owner }, shared with { $organisation } until { $date }. Reason: { $purpose }
share-saved-delad = The draft is shared.
share-saved-slut = The sharing has ended.
field-organisation-missing = Choose an organisation.
field-own-house = Your own organisation reads the draft already. Choose another.
field-purpose-missing = Write why you share.
field-date-too-late = Choose a date no later than { $date }.
field-law-unread = Read what sharing means, and tick the box.
field-conflict = Someone else has saved while you were writing. All that you typed is here: read what now applies, then save again.
field-right-missing = That takes the right “{ $right }”, which you do not have here. Nothing has been saved, but all that you typed is here.
field-locked = The stage of { $kind ->
        [inquiry] the inquiry
       *[roadmap] the roadmap
    } is “{ $stage }”, in which it cannot be changed so. Nothing has been saved, but all that you typed is here.
field-date-long-ago = The date is too long ago. Check the year.
field-shared-already = You share with that organisation already. End that first if the time or the reason shall change.
fault-not-found-stranger = The address leads nowhere, or to something that is not published. If it is a draft in your organisation, sign in first.
