nav-library = Library
library-title = Library
library-lead = Approaches that others have tried, how sure it is what they lead to, and what they would mean in your municipality.
library-lever = What shall it act on?
library-any-lever = Anything
library-show = Show
library-count = { $n ->
    [one] One approach
   *[other] { $number } approaches
  }
ranked-title = Approaches for “{ $need }” in { $place }
ranked-lead = Those that are about the need. First those that surely lower the need of staff, and among them those that give most for each krona where the cost is known. Then the others, by how well they answer the need and how strong the evidence is. Half of those concerned are assumed to be reached. The cost is that of the examples, by the number of inhabitants of 80 or older.
ranked-closes = { $n } fewer full-time equivalents in { $year } ({ $interval })
ranked-unknown = We do not know whether it lowers the need of staff here.
ranked-not-computed = Cannot be turned into full-time equivalents without figures of your own.
ranked-cost = about { $kronor } a year here
ranked-cost-unknown = The cost is not known
library-studies = { $n ->
    [one] One study
   *[other] { $number } studies
  }
theme-reablement-and-prevention = Reablement and prevention
theme-fall-prevention = Falls
theme-technology = Technology
theme-dementia-and-relatives = Dementia and relatives
theme-care-homes = Care homes
theme-coordination = Coordination with health care
theme-staff-and-working-hours = Staff and working hours
strength-unknown = Unknown
strength-unknown-means = No number has been found.
strength-very-weak = Very weak
strength-very-weak-means = The numbers lack a comparison, or do not say how sure they are.
strength-weak = Weak
strength-weak-means = A single study with a comparison, or several that together do not say in which direction it goes.
strength-moderate = Moderate
strength-moderate-means = Two studies with a comparison say the same, or a review of several does.
strength-strong = Strong
strength-strong-means = A review with a thousand people or more, or three studies or more weighed together, say in which direction it goes.
strength-about = How the strength of the evidence is judged
glance-effect = Effect
glance-strength = Strength of the evidence
glance-studies = Evidence
glance-studies-about = The same people are counted once, however many articles are written about them.
glance-review = { $outcome }. Weighed together by others: { $study }.
glance-contradict = { $outcome }: together the studies do not say in which direction it goes.
glance-unknown = We do not know
glance-study = { $outcome }. { $study }.
glance-none-about = The numbers that there are do not say how sure they are.
approach-how-sure = How sure is it?
approach-reviews = Weighed together by others
approach-table = The studies in a table
approach-left-out = Not weighed with the others
approach-next = Before you begin
approach-csv = All studies as CSV
left-out-same-trial = Rests on the same people as another row.
left-out-uncompared = Compares with nothing.
left-out-no-interval = Does not say how sure it is.
left-out-no-size = Does not say how large the difference is.
study-head = Study
study-effect = What they found
study-weight = Weight
study-caution = To keep in mind
study-source = Source
study-participants = { $n ->
    [one] one person
   *[other] { $number } people
  }
study-months = { $count ->
    [one] { $n } month
   *[other] { $n } months
  }
design-rct = randomised trial
design-quasi = study with a comparison
design-review = review
design-before-after = before and after
design-model = computed, not measured
design-survey = what they say themselves
design-industry = told by the supplier
country-se = Sweden
country-no = Norway
country-dk = Denmark
country-fi = Finland
country-us = USA
country-gb = United Kingdom
country-nz = New Zealand
country-au = Australia
country-nl = the Netherlands
country-hk = Hong Kong
country-ca = Canada
country-ch = Switzerland
country-many = several countries
effect-unit-odds-ratio = odds ratio { $n }
effect-unit-risk-ratio = { $n } times the risk
effect-unit-rate-ratio = { $n } times as often
effect-unit-hazard-ratio = hazard ratio { $n }
effect-unit-ratio-of-means = { $n } times as much
effect-unit-percent = { $n } %
effect-unit-percentage-points = { $n } percentage points
effect-unit-points = { $n } points
effect-unit-points-1-10 = { $n } points on a scale 1–10
effect-unit-days = { $n } days
effect-unit-minutes = { $n } minutes
effect-unit-minutes-a-day = { $n } minutes a day
effect-unit-minutes-a-night = { $n } minutes a night
effect-unit-people = { $n } people
effect-unit-people-per-100-users = { $n } people for each hundred users
effect-unit-per-1000-resident-days = { $n } for each 1,000 resident days
effect-unit-fte = { $n } full-time equivalents
effect-unit-coefficient = coefficient { $n }
effect-unit-sek = SEK { $n }
effect-unit-ksek = { $n } thousand SEK
effect-unit-ksek-a-year = { $n } thousand SEK a year
effect-unit-msek-a-year = { $n } million SEK a year
effect-unit-eur = EUR { $n }
effect-unit-aud = AUD { $n }
effect-unit-mdkk = DKK { $n } million
effect-none-found = No difference was found
effect-direction = Only in which direction it goes
verdict-unknown = { $count ->
    [one] One study: we do not know what it means on average. Weighed together: { $figure }, an interval that holds no effect at all too.
   *[other] { $count } studies weighed together: we do not know. They give { $figure }, and that interval holds no effect at all too.
  }
verdict-known = { $count ->
    [one] One study: { $figure }.
   *[other] { $count } studies weighed together: { $figure }.
  }
verdict-better = { $count ->
    [one] One study: { $figure }, in the right direction.
   *[other] { $count } studies weighed together: { $figure }, in the right direction.
  }
verdict-worse = { $count ->
    [one] One study: { $figure }, in the wrong direction.
   *[other] { $count } studies weighed together: { $figure }, in the wrong direction.
  }
verdict-one = A single study, and one study is one study.
verdict-review = The studies have been weighed together by others.
verdict-none = What there is cannot be weighed together.
pooled-method = Random effects (REML) with the interval of Hartung and Knapp, never narrower than without their adjustment. τ² { $between }, I² { $heterogeneity }, Q { $q }.
pooled-about = A review is never weighed with the studies in it, and ratios of different kinds are never weighed with each other.
forest-outcome = { $outcome }, 95 % interval
forest-key = Filled square: drawn by lot. Hollow square: compared without a lot. The larger the square, the more the study weighs.
forest-pooled = Weighed together
forest-expected = The next place can expect
forest-better = better
forest-worse = worse
forest-less = less
forest-more = more
basis-review = { $outcome }: review, { $study }
basis-study = { $outcome }: one study, { $study }
basis-pooled = { $count ->
    [one] { $outcome }: one study
   *[other] { $outcome }: { $count } studies weighed together
  }
try-here-title = Try it in your municipality
try-here-title-in = Try it in { $place }
try-here-lead = Compute on your municipality’s forecast before anything is decided. How unsure it is comes along.
try-here-no-lever = There is no honest way from what the studies measure to the municipality’s forecast. If you want to try a number of your own all the same, you choose what it acts on.
try-here-form = What is tried
try-here-kommun = Municipality
try-here-underlag = What it rests on
try-here-own = Your own numbers
try-here-own-words = Your own numbers
try-here-havstang = What it acts on
try-here-mitt = Most likely
try-here-lagst = Least
try-here-lagst-hint = In one future of twenty it is less.
try-here-hogst = Most
try-here-hogst-hint = In one future of twenty it is more.
try-here-still-in-care = Of a hundred new users so many still have care without the approach
try-here-still-in-care-hint = Your own figure, per cent. Often around 60.
try-here-coverage = Share of all aged 80 or more in special housing, per cent
try-here-coverage-hint = The municipality’s own figure of today, if left empty.
try-here-stay = Days that a place in special housing is used by the same person
try-here-stay-hint = Your own figure. Often between 600 and 900.
try-here-share-of-hours = Share of the home-care hours that is spent on it, per cent
try-here-sick-leave = Sick leave today, per cent
try-here-andel = How many of those concerned are reached, per cent
try-here-borjar = Begins in
try-here-ar = Show year
try-here-kostnad = Cost a year, kronor
try-here-kostnad-hint = If you know it.
try-here-fewer = In { $place } { $n } fewer full-time equivalents are needed in { $year } ({ $interval }).
try-here-more = In { $place } { $n } more full-time equivalents are needed in { $year } ({ $interval }).
try-here-unknown = We do not know whether it lowers the need of staff in { $place }. In nine futures of ten it changes in { $year } by { $interval } full-time equivalents.
try-here-nothing = The need of staff in { $place } does not change in { $year }.
try-here-share = That is { $share } of the { $gap } expected to be lacking.
try-here-rests-on = Rests on: { $basis }. { $lever }: { $size } ({ $interval }) { $unit } when all are reached and it is in place.
try-here-make-measure = Make it a measure
try-here-nothing-saved = Nothing is saved until you make it a measure. Effect, uncertainty and sources come along.
library-measure-title = Make it a measure
library-measure-lead = Which need does “{ $title }” meet in { $place }?
library-measure-none = There is no roadmap for the municipality to put the measure in.
library-measure-make = Create the measure
field-municipality-missing = Write a municipality.
field-municipality-unknown = That is no municipality. Write its name, such as Hedemora.
field-need-missing = Choose which need the measure meets.
need-find-approaches = Find approaches

# Examples.

examples-title = Examples
examples-lead = What municipalities, regions and others have done in the care of older people, what it led to and what did not work. What is half finished or failed counts too.
examples-count = { $n ->
    [one] One example
   *[other] { $n } examples
  }
examples-contribute = Whoever has an account for a municipality, region or provider can leave tips here.
examples-any = All
examples-csv = All as a table (CSV)
examples-atom = News (Atom)
examples-api = For programs (JSON)
examples-feed-title = Färdplan: examples from the care of older people
examples-by-q = About
examples-by-tema = Theme
examples-by-lan = County
examples-by-liknar = Municipalities like
examples-by-mognad = How far
examples-by-utfall = How it went
examples-by-underlag = Evidence
examples-by-visa = Show
examples-show-egna = Our own
examples-show-utkast = Our drafts
examples-show-vantar = Waiting for approval
examples-show-se-over = In need of a look
library-examples = { $n ->
    [one] One example from municipalities and others
   *[other] { $n } examples from municipalities and others
  }
maturity-idea = Idea
maturity-tested = Tested
maturity-introduced = Introduced
maturity-everywhere = Introduced everywhere
maturity-ended = Ended
example-verdict-too_early = Too early to say
example-verdict-works = It works
example-verdict-mixed = In part
example-verdict-failed = It did not work
evidence-told = Own experience
evidence-followed_up = Followed up
evidence-before_after = Measured before and after
evidence-compared = Compared with others
evidence-studied = Studied by researchers
provision-unknown = Not said
provision-own = Run by the municipality
provision-contracted = Under contract
provision-both = Both
licence-cc0 = CC0: free to use
licence-cc_by = CC BY: free to use, naming the source
example-state-draft = Draft
example-state-submitted = Waiting for approval
example-state-published = Published
example-state-withdrawn = Withdrawn
example-is-tip = Tip
example-is-tip-about = This is a tip: only what matters most is written. Ask the contact about the rest.
needs-look-due = In need of a look
needs-look-contact_gone = The contact does not answer
needs-look-due-about = Nobody has said for a year and a half that this still holds.
needs-look-contact_gone-about = Somebody has told us that the contact does not answer. We do not know whether this still holds.
review-questioned-about = A reviewer has questions about what stands here. Read what they say below.
example-own = For you who own the example
example-reason-draft = Sent back: { $reason }
example-reason-withdrawn = Withdrawn: { $reason }
example-lacks-claim = Write what it has led to, before it is published.
example-lacks-region_code = Choose where it was done, before it is published.
example-lacks-contact = Write which function to ask, before it is published.
example-step-skicka = Send for approval
example-step-publicera = Publish
example-step-tillbaka = Send back
example-step-dra-tillbaka = Withdraw
example-step-stammer = It still holds
example-reason = Why?
example-edit = Change the example
example-delete = Delete the example
example-files = Attachments
example-conclusions = Conclusions
example-conclusions-hint = What can others learn of it? It is read first.
example-need = Need
example-need-hint = Which need does it meet?
example-body = What was done
example-not-worked = What did not work
example-not-worked-hint = What others have most use of.
example-conditions = What it takes
example-conditions-hint = For example skills, connections, premises or decisions.
example-legal = Law and procurement
example-next-step = Next step
example-source = Source
example-results = Results
example-updates = What has happened since
example-about = About the example
example-verdict = How it went
example-evidence = Evidence
example-target-group = Target group
example-provision = Run by
example-period = Time
example-staff-hours = Staff time
example-hours = { $n } hours
example-staff-hours-hint = Hours, all in all.
example-cost-once = One-off cost
example-cost-once-hint = Kronor.
example-cost-yearly = Cost each year
example-cost-yearly-hint = Kronor.
example-paid-by = Who paid
example-organisation = Answers for it
example-told-by = Told by
example-told-by-hint = A function, for example unit manager of home care. Only if you write for somebody else.
example-published = Published
example-contact = Contact
example-contact-hint = A function, for example development leader of elderly care. Write nobody’s name.
example-contact-email = The contact’s e-mail
example-contact-email-hint = Preferably a mailbox that several read. Letters go here when others take the example up.
example-licence = Licence
example-not-measured = Not measured
example-contact-gone = The contact does not answer
example-try = What would it mean for you?
example-try-lead = The example belongs to an approach that studies say something of:
example-try-do = Try it in your municipality
example-alike = Examples like it exist already
example-needs = Needs in roadmaps that it may meet
example-title = What did you do?
example-title-hint = One line, for example: A rehab assistant of our own in home care.
example-claim = What has it led to?
example-claim-hint = One sentence. It is read before all else.
example-region-code = Where?
example-region-own = Where the organisation lies
example-maturity = How far has it come?
example-theme = Theme
example-approach = Approach
example-approach-hint = If it belongs to one of the library’s approaches.
example-from-year = From year
example-to-year = To year
example-to-year-hint = Empty while it goes on.
example-new = Write a whole example
example-new-lead = Only the first section is needed to publish. The rest can be added later.
example-save = Save draft
example-section-first = What matters most
example-section-context = Context
example-section-done = What was done
example-section-results = Results
example-section-cost = Cost
example-section-rest = Source and licence
example-result-row = Measurement { $row }
example-result-indicator = What was measured?
example-result-unit = Unit
example-result-before = Before
example-result-after = After
example-result-compared = Compared with
tip-title = Leave a tip
tip-lead = Five questions. It need be neither finished nor a success. Write nothing about single persons.
tip-organisation-id = For which organisation?
tip-what = What did you do?
tip-what-hint = One line, for example: A rehab assistant of our own in home care.
tip-claim = What has it led to?
tip-claim-hint = One sentence. If you do not know yet: write what you hope for.
tip-maturity = How far has it come?
tip-not-worked = What did not work?
tip-not-worked-hint = May be empty.
tip-contact = Whom can somebody ask who wants to know more?
tip-contact-hint = A function, for example unit manager of home care. Write nobody’s name.
tip-section-other = If you write for somebody else
tip-told-by = Who told it?
tip-told-by-hint = A function, for example unit manager, by telephone.
tip-region-code = Where was it done?
tip-save = Leave the tip
example-organisation-id = For which organisation?
update-title = Tell what has happened since
update-lead = It is added below the example. What stood before remains.
update-body = What do you know now?
update-day = Of which day?
update-source = Source
update-save = Add
review-title = Review the example
review-lead = What you say stands on the example’s page with your organisation’s name.
review-organisation-id = For which organisation?
review-verdict = Does what it says hold?
review-verdict-verified = Yes
review-verdict-questioned = Something needs to be corrected or explained
review-note = In your own words
review-save = Save the review
review-verified-by = Reviewed by { $name } on { $day }: it holds.
review-questioned-by = Reviewed by { $name } on { $day }: something needs to be corrected or explained.
review-before-change = The example has been changed since.
reuse-heading = Others who have tried
glance-cost = Cost each year
glance-cost-unknown = We do not know
glance-cost-none = No example here says what it costs.
glance-cost-about = { $n ->
    [one] One example says what it costs. The size of the service matters.
   *[other] { $n } examples say what it costs. The size of the service matters.
  }
glance-spread = With how many
glance-spread-places = { $n ->
    [one] 1 organisation
   *[other] { $n } organisations
  }
glance-spread-none = Nobody has told here that they do so.
glance-spread-introduced = { $n ->
    [one] One of them has introduced it.
   *[other] { $n } of them have introduced it.
  }
approach-no-examples = Nobody has written an example of this yet.
reuse-none = Nobody has told yet how it went with them.
reuse-declined-count = { $n ->
    [one] One has turned it down, and says why.
   *[other] { $n } have turned it down, and say why.
  }
reuse-title = With us
reuse-lead = What stands here everybody sees.
reuse-new = Tell how it is with you
reuse-organisation-id = For which organisation?
reuse-step = How far have you come?
reuse-step-interested = We are interested
reuse-step-contacted = We have been in contact
reuse-step-testing = We are testing it
reuse-step-introduced = We have introduced it
reuse-step-result = We know how it went
reuse-step-declined = We have turned it down
reuse-step-interested-on = Interested { $day }
reuse-step-contacted-on = Has been in contact { $day }
reuse-step-testing-on = Testing since { $day }
reuse-step-introduced-on = Introduced { $day }
reuse-step-result-on = Result { $day }
reuse-step-declined-on = Turned it down { $day }
reuse-reason = Why did you turn it down?
reuse-reason-hint = Only needed if you have turned it down. The next reader has use of it.
reuse-result = How did it go?
reuse-result-hint = Only needed if you know how it went.
reuse-unit = Which unit?
reuse-unit-hint = Empty if it is the whole organisation.
reuse-day = Since which day?
reuse-save = Save
reuse-remove = Remove
letter-reuse-subject = { $name } and “{ $title }”
letter-reuse-interested = { $name } is interested in your example “{ $title }”.
letter-reuse-contacted = { $name } has noted that they have been in contact about your example “{ $title }”.
letter-reuse-testing = { $name } is testing what stands in your example “{ $title }”.
letter-reuse-introduced = { $name } has introduced what stands in your example “{ $title }”.
letter-reuse-result = { $name } tells how it went with what stands in your example “{ $title }”.
letter-reuse-declined = { $name } has turned down what stands in your example “{ $title }”.
letter-reuse-end = You get this letter because your address stands as the example’s contact.
saved-exempel = The example has been saved.
saved-exempel-av-svar = The answer is now a draft of an example. Read it through, and take away what is not for everybody.
saved-tips = The tip has been saved and waits for somebody in your organisation to approve it. If you want to write more you can change it here.
saved-exempel-skicka = The example waits for approval.
saved-exempel-publicera = The example has been published. Now everybody sees it.
saved-exempel-tillbaka = The example has been sent back.
saved-exempel-dra-tillbaka = The example has been withdrawn. Only you see it.
saved-exempel-stammer = Thank you. The example needs no look for a year and a half.
saved-kontakt-borta = Thank you. It now stands on the example’s page, and those who own it see it.
saved-uppfoljning = The follow-up has been added.
saved-granskning = The review has been saved.
saved-upptag = Saved. Everybody can now see how far you have come.
saved-upptag-bort = Removed.
deleted-exempel = The example has been deleted. It is kept among what is deleted for 30 days.
part-example = The example
right-contribute = write examples
right-approve_example = publish examples
right-review = review others’ examples
field-example-lacks = Fill this in before it can be published.
field-example-not-so = The example has changed meanwhile: { $state ->
    [draft] it is a draft
    [submitted] it waits for approval
    [withdrawn] it has been withdrawn
   *[published] it has been published
  }.
field-review-own = You cannot review your own organisation’s example.
field-reuse-draft = The example has not been published yet.
field-nothing-answered = There is no answer to make an example of.
field-day-ahead = The day has not been yet.
field-result-missing = Write how it went.
field-indicator-missing = Write what was measured.
field-rows-too-many = At most { $most } rows.
action-example-create = Wrote an example
action-example-edit = Changed an example
action-example-delete = Deleted an example
action-example-restore = Restored an example
action-example-submit = Sent an example for approval
action-example-publish = Published an example
action-example-send-back = Sent back an example
action-example-withdraw = Withdrew an example
action-example-confirm = Said that an example holds
action-example-contact-gone = Said that an example’s contact does not answer
action-example-add-update = Told what has happened since
action-example-review = Reviewed an example
action-reuse-create = Noted how far something has come in the organisation
action-reuse-delete = Removed such a note
uptake-stage-none = Does not use it
uptake-stage-none-means = Has not tried it.
uptake-stage-testing = Testing
uptake-stage-testing-means = In a project or in some unit.
uptake-stage-partly = Introduced in part
uptake-stage-partly-means = In ordinary use for some of those whom it suits.
uptake-stage-everywhere = Introduced everywhere
uptake-stage-everywhere-means = In ordinary use for all whom it suits.
uptake-stage-retired = Has stopped
uptake-stage-retired-means = Has had it and no longer does.
spread-title = { $approach }: how it has spread
spread-see = How it has spread
spread-overview = How technology spreads
spread-overview-lead = How many municipalities test it, have introduced it or have stopped, as has been said of them.
spread-overview-about = Municipalities that have said nothing are not counted.
spread-approach = Approach
spread-nothing = No municipality has said how far it has come.
spread-using = { $count ->
    [0] None of those of whom something is said uses it.
    [one] One municipality of { $of } uses it: { $parts }.
   *[other] { $count } of { $of } municipalities use it: { $parts }.
}
spread-retired = { $n ->
    [one] One has had it and stopped.
   *[other] { $number } have had it and stopped.
}
spread-none = { $n ->
    [0] None says that it does not use it.
    [one] One does not use it.
   *[other] { $number } do not use it.
}
spread-unknown = { $n ->
    [0] Something is said of all.
    [one] Of one nothing is said.
   *[other] Of { $number } nothing is said.
}
spread-share = { $count ->
    [one] In the municipality that has said how many have it, it is { $share } of those whom it suits.
   *[other] In { $count } municipalities it is said how many have it: on average { $share } of those whom it suits, weighted by inhabitants aged 80 or more.
}
spread-years = Year by year
spread-year = Year
spread-where = The municipalities
spread-choose-year = Choose the year of the map
spread-columns = Municipalities that use { $approach }
spread-columns-say = From { $from } in { $first } to { $to } in { $last }.
spread-unit = municipalities
spread-map = { $approach } in the municipalities { $year }
spread-map-say = The darker, the further the municipality has come. The same stands in the table.
spread-not-said = Nothing said
spread-near-title = Who near you has done it?
spread-near = { $place } and the nearest
spread-standing = { $stage }, since { $day }
spread-all = What is said of each
spread-all-none = Nothing is said yet.
spread-who = Who
spread-stage = How far
spread-share-head = Share
spread-since = Since
spread-note = What they say
uptake-new = Tell how far you have come
uptake-told-by = According to { $who }
uptake-source-own = Their own word
uptake-source-inquiry = Answer to an inquiry
uptake-source-table = From a table
uptake-organisation-id = For which organisation?
uptake-stage = How far have you come?
uptake-share = Share that has it, in per cent
uptake-share-hint = Of those whom it suits. An estimate is enough. Leave blank if you do not know.
uptake-day = Since which day?
uptake-note = What do you want to say about it?
uptake-note-hint = For example why you have stopped. The next reader benefits.
uptake-file-title = Read in a table of how far you have come
field-stage-missing = Choose how far you have come.
field-share-without-use = What is not used has no share. Remove the share, or choose another state.
field-day-too-early = Choose a day from { $date } on.
field-approach-unknown = There is no approach called { $name }.
field-uptake-of-others = You can only read in data about your own organisation.
field-uptake-twice = The same organisation, approach and day stand on two lines.
action-uptake-note = Noted how far the organisation has come with an approach
action-uptake-delete = Took away what was said of how far somebody has come
action-uptake-take-in = Read in a table of how far organisations have come
examples-file-title = Read in examples from a table
examples-file-lead = A line is an example. Only what you did must be filled in. You see what happens with each line before anything is saved, and the examples become drafts. At most { $most } lines at once.
saved-exempel-fil = The examples are read in as drafts. Publish them one by one when you have read them.
field-example-told-already = You already have an example called that.
field-example-twice = The same example stands on another line.
uptake-file-lead = A line is an organisation, an approach and how far it has come. You see what happens with each line before anything is saved. A municipality reads in its own; regions, agencies and associations can read in data about several, and then it says who told. At most { $most } lines at once.
uptake-column-organisation = Municipality
uptake-column-approach = Approach
uptake-column-stage = How far
uptake-column-share = Share in per cent
uptake-column-day = Since
uptake-column-note = Comment
examples-by-kostnad = At most kronor a year
examples-by-ar = Year
examples-by-behov = Answers the need
examples-by-havstang = Acts on
examples-by-storlek = Size of the municipality
examples-for-need = Examples that answer the need
spread-csv = All of it as CSV
spread-table = As a table
try-here-halveras = Years until half of the effect is left
try-here-halveras-followed = { $count ->
    [one] At the longest it has been followed for one month, and nobody knows what happens then. Leave blank if you think that it lasts.
   *[other] At the longest it has been followed for { $n } months, and nobody knows what happens then. Leave blank if you think that it lasts.
}
try-here-halveras-unfollowed = Nobody has said for how long the effect has been followed. Leave blank if you think that it lasts.
examples-more = More choices
saved-tabell = The table is read in. Everybody can now see what stands in it.
saved-tabell-borta = That table has been read in already, or been discarded.
field-share-none = What is used has a share. Leave it blank if you do not know how large.
field-share-as-part = { $cell } can mean two things. Write 45 for 45 per cent.
field-uptake-day-missing = Write since when, where it is about others than yourselves.
uptake-day-hint = Leave blank if it is as before, or from today if it is new.
uptake-answered-to = Answer to { $who }
spread-under-one = under 1%
try-here-reached = Here { $reach } of them are reached, from { $year }.
try-here-fades = The effect halves in { $years } years.
examples-clear = Clear the choices
spread-part-everywhere = { $n ->
    [one] one everywhere
   *[other] { $number } everywhere
}
spread-part-partly = { $n ->
    [one] one in part
   *[other] { $number } in part
}
spread-part-testing = { $n ->
    [one] one tests it
   *[other] { $number } test it
}
