# Roadmaps: lists, the roadmap, its forms and what can be wrong in them.

# Lists
roadmaps-lead = All roadmaps, by municipality and region.
roadmaps-empty = There is no roadmap here yet.
roadmaps-empty-next = A roadmap gathers needs, what is already under way and what you intend to do, and computes whether it is enough. Begin by choosing a municipality on the start page.
roadmaps-empty-link = Choose a municipality
roadmaps-of = Roadmaps: { $region }
region-roadmaps-none = There is no roadmap here yet.
region-roadmaps-empty = There is no roadmap here yet. Make the first: the template has four areas and twenty needs to begin with.
roadmap-needs = { $n ->
    [one] 1 need
   *[other] { $number } needs
}
roadmap-measures = { $n ->
    [one] 1 measure
   *[other] { $number } measures
}
roadmap-decided = { $n ->
    [one] 1 decided
   *[other] { $number } decided
}
roadmap-changed = changed { $date }

# The roadmap's own form
roadmap-new = New roadmap
roadmap-create = Create the roadmap
roadmap-edit = Change title and purpose
roadmap-edit-link = Change title and purpose
roadmap-delete = Delete the roadmap
roadmap-title = Title
roadmap-title-proposed = Roadmap for elderly care in { $region }
roadmap-purpose = Purpose
roadmap-purpose-hint = What the roadmap is for, and for whom. May be left empty.
roadmap-origin = Begin with
origin-template = The template: four areas, twenty needs and the national initiatives
origin-empty = A blank sheet
origin-copy = A copy of another roadmap
origin-file = A file
roadmap-copy = Roadmap to copy
roadmap-copy-hint = Only used if you begin with a copy. Everything comes along except title and purpose, if you write your own.
roadmap-copy-none = Choose a roadmap
roadmap-file = Roadmap as a file
roadmap-file-hint = Only used if you begin with a file. Choose the file (.toml), or open it in a text editor and paste all of it. Title and purpose are taken from the file.
roadmap-conflict = Someone else has saved the roadmap while you were writing

# The roadmap
roadmap-view-matris = Matrix
roadmap-view-tidslinje = Timeline
roadmap-view-lista = List
roadmap-views = Show as
roadmap-worth-link = What is the roadmap worth?
roadmap-worth = See how much of the gap the measures close, and what remains to be solved.
roadmap-worth-none = Add measures with an effect, and how much of the gap they close is computed.
roadmap-download-file = Download as a file
roadmap-download-xlsx = The measures as Excel
roadmap-download-csv = The measures as CSV
roadmap-whose = made by { $organisation }
roadmap-empty-title = The roadmap is empty
roadmap-empty = Begin with an area, such as “Staff and skills”. In the area you put needs, and to the needs what is under way and what shall be done.
area-empty = The area has no needs yet. Add the first.
matrix-need = Need
matrix-national = Nationally
matrix-local = Locally
matrix-more = More is needed
matrix-horizon = Time horizon
matrix-add-initiative = + Initiative
matrix-add-measure = + Measure
matrix-add-need = + Need
matrix-add-area = Add an area
matrix-add-more = Describe
matrix-add-horizon = Set a year
years-ended = { $years }, ended
years-from = from { $year }
years-to = to { $year }
measure-no-owner = nobody responsible
measure-not-counted = not counted

# What is lacking
lacks-title = What is missing?
lacks-nothing = Nothing that can be seen automatically. Every need has something under way, and every measure has someone responsible, money, a date and an effect.
lacks-nothing_at_all = { $n ->
    [one] 1 need has neither an ongoing initiative nor a measure
   *[other] { $number } needs have neither an ongoing initiative nor a measure
}
lacks-nothing_local = { $n ->
    [one] 1 need has nothing local under way
   *[other] { $number } needs have nothing local under way
}
lacks-horizon_passed = { $n ->
    [one] 1 need has a time horizon that has passed
   *[other] { $number } needs have a time horizon that has passed
}
lacks-no_owner = { $n ->
    [one] 1 measure has nobody responsible
   *[other] { $number } measures have nobody responsible
}
lacks-no_funding = { $n ->
    [one] 1 measure has no funding
   *[other] { $number } measures have no funding
}
lacks-no_deadline = { $n ->
    [one] 1 measure has no date
   *[other] { $number } measures have no date
}
lacks-no_effect = { $n ->
    [one] 1 measure has no effect and is therefore not counted
   *[other] { $number } measures have no effect and are therefore not counted
}

# Timeline and list
timeline-title = Measures { $from }–{ $to }
timeline-description = { $n ->
    [one] One measure. The table below the chart says the same.
   *[other] { $number } measures. The table below the chart says the same.
}
timeline-table = The timeline as a table
timeline-start = Takes effect
timeline-full = Full effect
measures-title = All measures
measures-none = The roadmap has no measures yet. Add them in the matrix, at the need that they shall meet.
measures-none-link = To the matrix
measures-none-such = No measure has that status.
measures-all = All
measures-show = Show
measures-column-measure = Measure
measures-column-area = Area
measures-column-need = Need
measures-column-status = Status
measures-column-ansvarig = Responsible
measures-column-start = Begins
measures-column-kostnad = Cost
measures-cost-once = { $amount }
measures-cost-yearly = { $amount }/year

# All forms
form-reviewed = I have read it: the text is about no single person. Save it all the same, and note in the trail that it has been reviewed.
form-save = Save
form-cancel = Cancel
form-change = Change
form-undo = Undo
form-up = Move up
form-down = Move down
form-else = Move or delete
form-else-delete = Delete
form-delete-hint = Can be undone right afterwards, and is listed among what is deleted for 30 days.
form-faults = Something needs to be corrected
form-fault = Error:
form-fault-title = Error: { $title }
form-conflict = All that you typed is still here. Where it differs, what is now saved is shown. If you save again, what stands in the fields is what counts.
form-differs = { $label } differs from what is saved
form-theirs = Now saved:
form-nothing = nothing
form-yes = yes
form-no = no

# Areas
area-new = New area
area-edit = Change area
area-delete = Delete the area and its needs
area-title = Name of the area
area-conflict = Someone else has saved the area while you were writing

# Needs
need-new = New need
need-edit = Change need
need-delete = Delete the need and its measures
need-title = Need
need-more-needed = What more is needed?
need-more-needed-hint = Beyond what is already under way nationally and locally.
need-horizon = Time horizon
need-horizon-hint = The year by which the need shall be met, such as 2030. May be left empty.
need-scope = Concerns
need-evidence = How do we know?
need-evidence-hint = Analysis, incident, forecast or law, with its source.
need-conflict = Someone else has saved the need while you were writing
scope-all = All elderly care
scope-own_run = Mainly own services
scope-region_dependent = Needs the region

# Initiatives
initiative-new = New initiative
initiative-edit = Change initiative
initiative-delete = Delete the initiative
initiative-level = Who carries it?
initiative-title = Initiative
initiative-title-hint = A law, grant, agreement or project that already meets the need.
initiative-description = What does it mean for the need?
initiative-source = Source
initiative-from-year = From year
initiative-to-year = To year
initiative-to-year-hint = Empty if it goes on.
initiative-conflict = Someone else has saved the initiative while you were writing
level-national = National
level-regional = Regional
level-local = Local

# Measures
measure-new = New measure
measure-edit = Change measure
measure-delete = Delete the measure
measure-section-what = The measure
measure-section-status = How far has it come?
measure-section-who = Responsibility and money
measure-section-when = Time and follow-up
measure-section-effect = Effect
measure-section-effect-intro = What the measure does to the levers when it is fully in place. Without an effect it is not counted. Fill in the lowest and the highest that are reasonable: nine times out of ten the effect shall lie between them.
measure-levers-link = How the levers work (opens in a new tab)
measure-title = What shall be done?
measure-title-hint = Short, such as “Full time as the norm”.
measure-description = Description
measure-owner = Responsible
measure-owner-hint = A function, not a person. The head of the department, for instance.
measure-funding = Funding
measure-funding-hint = Where the money comes from, such as the budget for 2028 or a state grant.
measure-cost-one-off = One-off cost, kronor
measure-cost-yearly = Cost per year, kronor
measure-control = Control
measure-control-hint = How far the outcome is in your own hands.
measure-commitment = Commitment
measure-deadline = Done by
measure-start-year = Takes effect, year
measure-start-year-hint = The first year with any effect.
measure-ramp-years = Years until full effect
measure-ramp-years-hint = 0 if the effect comes at once.
measure-indicator = Indicator to follow
measure-indicator-hint = Needed when the measure is planned. Sick leave according to Kolada, for instance.
measure-status = Status
measure-status-hint = “Decided” and further needs someone responsible, funding and a date, so that the decision can be carried out. From “Planned” an indicator is needed too.
measure-status-reason = Why it has that status
measure-status-reason-hint = Needed if the measure is stopped.
measure-enabled = Counted
measure-enabled-hint = Untick to see what the roadmap is worth without the measure.
measure-reach-percent = Reach, per cent
measure-reach-percent-hint = The share of those concerned who are reached. 100 is everyone.
measure-effect-row = Effect { $row }
measure-effect-lever = Lever
measure-effect-none = None
measure-effect-size = Effect
measure-effect-low = Lowest
measure-effect-high = Highest
measure-effect-source = Source
measure-effect-more = Add an effect
measure-effect-published = Use the published effect
measure-effect-range = Unit: { $unit }. Between { $min } and { $max }.
measure-effect-supported = Published effect: { $size } ({ $low }–{ $high }).
measure-effect-unsupported = No published effect: give your own.
measure-tried-source = Own estimate, tried in the forecast
measure-conflict = Someone else has saved the measure while you were writing
control-own = Own
control-shared = Shared with others
control-others = Others’
commitment-shall = Shall be done
commitment-should = Should be done
commitment-work_for = We work for it
status-proposed = Proposed
status-prioritised = Prioritised
status-decided = Decided
status-planned = Planned
status-ongoing = Ongoing
status-done = Done
status-following_up = Effect followed up
status-closed = Closed
status-dormant = Dormant
status-stopped = Stopped
status-absorbed = Part of ordinary work
status-replaced = Replaced

# From a try to a measure
tried-title = Make a measure of it
tried-lead = This is what you tried:
tried-none = There is no roadmap with needs to put the measure in.
tried-none-link = Create a roadmap first
tried-need = Which need shall the measure meet?
tried-need-hint = The needs stand by roadmap and area.
tried-go = Go on
tried-other = Create a new roadmap instead

# What has been done
saved-fardplan = The roadmap is saved.
saved-fardplan-obeslutad = The roadmap is saved. Measures that were decided are now prioritised: you do not have the right to decide them here.
saved-omrade = The area is saved.
saved-behov = The need is saved.
saved-initiativ = The initiative is saved.
saved-atgard = The measure is saved.
saved-aterstalld = What was deleted is back.
saved-flyttad = The order is changed.
gone-list-title = Deleted
gone-list-link = Deleted
gone-list-roadmaps-link = Deleted roadmaps
gone-list-lead = What has been deleted in the last 30 days. It comes back where it stood, with what it lay below.
gone-list-none = Nothing has been deleted in the last 30 days.
gone-list-about = deleted { $at }
gone-list-about-below = { $kind } below “{ $above }”, deleted { $at }
gone-list-restore = Bring back
deleted-fardplan = The roadmap is deleted. It is listed among what is deleted for 30 days.
deleted-omrade = The area is deleted, with its needs.
deleted-behov = The need is deleted, with its measures.
deleted-initiativ = The initiative is deleted.
deleted-atgard = The measure is deleted.

# What can be wrong in a field
field-title-missing = Write a name
field-too-long = The text has { $length } characters. At most { $max } fit.
field-out-of-range = Give a number between { $min } and { $max }
field-region-unknown = There is no municipality or region with the code “{ $code }”
field-from-after-to = The last year, { $to }, is before the first, { $from }
field-measures-full = A roadmap may have at most { $max } measures, and it has that many already. Remove or merge some, or put the rest in a roadmap of its own.
field-parts-full = A roadmap may have at most { $max } areas, needs, initiatives and measures together, and it has that many already. Remove some, or put the rest in a roadmap of its own.
field-too-many-measures = { $count } measures are too many. A roadmap has room for at most { $max }.
field-too-many = { $count } are too many. At most { $max } fit.
field-lever-repeated = The lever “{ $lever }” already stands in an earlier row. Put them together as one effect.
field-low-above-high = The lowest, { $low }, is larger than the highest, { $high }
field-low-above-size = The lowest, { $low }, is larger than the effect, { $size }, which shall lie between { $low } and { $high }
field-size-above-high = The effect, { $size }, is larger than the highest, { $high }, but shall lie between { $low } and { $high }
field-decided-needs-owner = Say who is responsible. That is needed for the measure to be decided.
field-decided-needs-funding = Say where the money comes from. That is needed for the measure to be decided.
field-decided-needs-deadline = Say when the measure shall be done. That is needed for it to be decided.
field-planned-needs-indicator = Give an indicator to follow. That is needed for the measure to be planned.
field-stopped-needs-reason = Write why the measure is stopped
field-not-a-number = Write a number, such as 1.5 or 12 500. A single 1,200 can mean two things: write 1 200 or 1.2.
field-not-kronor = Write the amount in digits, for example 1 200 000 or 1.2 mnkr. 500,000 can mean two things: write 500 000.
field-not-a-whole-number = Write a whole number
field-not-a-date = Write a day that exists, as year-month-day: 2028-12-31
field-year-missing = Write a year, such as 2028
field-number-missing = Write a number. If the effect is certain, write the same number in all three.
field-lever-missing = Choose which lever the effect concerns
field-choice-unknown = Choose something in the list
field-copy-missing = Choose a roadmap to copy
field-version-missing = Send the version that was read
toml-unknown-field = there is no field “{ $name }”. It can be called { $expected }
toml-missing-field = the field “{ $name }” is missing
toml-duplicate = the field stands twice
toml-unknown-value = “{ $name }” cannot be chosen. Choose among { $expected }
toml-invalid-value = the value is of the wrong kind: text stands within quotes, and numbers without
toml-syntax = the line does not follow the rules of TOML. Check quotes, brackets and equals signs
field-origin-and-file = You have put in a file but chosen something else. Choose “A file”, or empty the box.
file-choose = Choose a file
field-file = Line { $line }, column { $column }: { $reason }
field-in-file = In the file, { $place }: { $reason }
file-area = area
file-need = need
file-initiative = initiative
file-measure = measure
file-effect = effect
gone-title = Deleted while you were writing
gone-lead = Someone has deleted what you were changing. Undo the deletion and open the form again; what you wrote stays here until then.
gone-restore = Undo the deletion
gone-typed = What you wrote

# Choosing a portfolio
portfolio-link = Which measures can the money buy?
portfolio-title = Choose measures for a budget
portfolio-gap = What is to be closed?
portfolio-ar = By the year
portfolio-budget = Budget, SEK
portfolio-budget-hint = For all chosen measures together, from now up to and including the year.
portfolio-sakerhet = Certainty, per cent
portfolio-sakerhet-hint = In how many futures out of 100 it must be wholly enough.
portfolio-scenario = How need develops
portfolio-choose = Choose measures
portfolio-best-question = Most for the budget
portfolio-certain-question = Cheapest that is enough
portfolio-surest-question = Surest, but not enough
portfolio-change = { $what }: from { $without } to { $lacking }.
portfolio-no-gap = Nothing is lacking in { $year }. No measure is needed.
portfolio-best-none = No measure that { $budget } covers closes anything of the gap. Raise the budget, or give the measures effects.
portfolio-best = { $count ->
    [one] One measure for <b>{ $cost }</b> closes most of the gap within { $budget }. { $chance }
   *[other] { $count } measures for <b>{ $cost }</b> close most of the gap within { $budget }. { $chance }
}
portfolio-certain = { $count ->
    [one] One measure for <b>{ $cost }</b> is enough in { $chance } out of 100 futures, at least the { $certainty } that you ask for.
   *[other] { $count } measures for <b>{ $cost }</b> are enough in { $chance } out of 100 futures, at least the { $certainty } that you ask for.
}
portfolio-certain-none = No measures are needed: without them it is already enough in { $chance } out of 100 futures, and you ask for { $certainty }. Cost: { $cost }.
portfolio-within = That is within the budget.
portfolio-over = That is { $over } more than the budget.
portfolio-surest = No choice is enough in { $certainty } out of 100 futures. { $count ->
    [one] The surest is one measure for <b>{ $cost }</b>: it is enough in { $chance }.
   *[other] The surest is { $count } measures for <b>{ $cost }</b>: they are enough in { $chance }.
} Add more measures, or settle for less certainty.
portfolio-never = No choice is enough in { $certainty } out of 100 futures. Not even all measures together close the gap wholly in any future. Add more measures, or measures with larger effects.
portfolio-without-cost = { $n ->
    [one] One measure has no cost. It counts as free and is therefore easily chosen. Enter what it costs before you trust the choice:
   *[other] { $number } measures have no cost. They count as free and are therefore easily chosen. Enter what they cost before you trust the choice:
}
portfolio-chart-heading = What the money buys
portfolio-chart-title = What the money buys: { $what }
portfolio-chart-description = For each cost, the least that is lacking. The same figures are in the table below the chart.
portfolio-chart-cost = Cost up to and including { $year }, SEK million
portfolio-chart-sure = enough in at least { $certainty } out of 100 futures
portfolio-chart-unsure = enough in fewer than { $certainty } out of 100 futures
portfolio-chart-best = most for the budget
portfolio-chart-certain = cheapest that is enough in { $certainty } out of 100
portfolio-chart-surest = the surest
portfolio-chart-both = { $one } and { $other }
portfolio-chart-budget = budget
portfolio-shown = The chart and the table show { $shown } of { $all } choices that no other beats. The CSV file has them all.
portfolio-exact = { $count ->
    [one] The answer is exact: the only possible choice is computed.
   *[other] The answer is exact: all { $computed } choices of measures with an effect are computed, each by itself.
}
portfolio-not-exact = The answer is near the best, but perhaps not the very best: with more than { $most } measures, not every choice can be computed. { $computed } choices are computed, each by itself.
portfolio-note = Effects are computed together in the same 1,000 futures; the figures are means, and the intervals cover nine futures in ten. What is lacking is counted in each future by itself and is never below zero. The cost is one-off and yearly cost from the year when the measure begins up to and including { $year }, at the measures’ own prices.
portfolio-column-cost = Cost
portfolio-column-chance = Enough, out of 100 futures
portfolio-column-measures = Measures
portfolio-no-measures = none
portfolio-measures = Each measure: chosen or not, and why
portfolio-chosen = Chosen.
portfolio-not-chosen = Not chosen.
portfolio-in = Changes what is lacking by { $change }, fairly divided among those chosen.
portfolio-out-idle = It has no effect up to and including { $year }.
portfolio-out-closes_nothing = On top of those chosen it does not reduce { $gap } ({ $change }).
portfolio-out-too_dear = On top of those chosen it would change what is lacking by { $change }, but it costs { $cost } and { $left } of the budget is left.
portfolio-out-not_needed = The certainty is reached without it. On top of those chosen it would change what is lacking by { $change } for { $cost }, and it would be enough in { $chance } out of 100 futures.
portfolio-out-no_surer = On top of those chosen it would change what is lacking by { $change }, but it is enough in no more futures.
portfolio-out-missed = On top of those chosen it would change what is lacking by { $change }. The search is not complete and missed it.
field-not-a-budget = Enter a budget in SEK, zero or more, for example 12 500 000 or 12.5 mnkr
field-not-a-certainty = Enter the certainty in per cent, between 1 and 100, for example 80

# Forms that are only to be read
form-locked = You can read this but not change it: either it has ended or is locked at its stage, or you do not have that right.
form-back = Back
worth-xlsx-effects = Effects of the measures
worth-xlsx-change = Number, or change
measure-effect-unit = Unit
portfolio-xlsx-enough = Enough, share of the futures
measure-effect-preview = Show what it does
measure-preview-title = What the measure does by itself in { $year }
measure-preview-note = Nothing is saved yet. Together with other measures it may do less or more.
need-section-blanks = What is left blank on purpose
need-section-blanks-intro = Say so here if a column shall be blank. Then it shows that it has been gone through.
need-blank-national = Nationally, if it is blank
need-blank-local = Locally, if it is blank
need-blank-more = More needs to be done, if it is blank
need-blank-horizon = Time horizon, if it is blank
blank-unsaid = Nothing said yet
blank-nothing-national = Nothing is under way
blank-nothing-local = Nothing is under way
blank-nothing-more = Nothing more is needed
blank-nothing-horizon = No year decided
blank-not_relevant = Not relevant here
blank-undo = Undo
fill-in-link = Fill in what is missing
fill-in-title = Fill in what is missing
fill-in-lead = All needs with a blank column at a time. Leave blank what you do not know yet; nothing else is changed.
fill-in-nothing = Nothing is missing: all columns are filled in, or it is said why they are blank.
field-filled-in-meanwhile = Somebody else has filled this in while you wrote. Empty the field and save again, and then change the need if it is needed.
mine-title = My municipality
mine-waiting = Waiting for you
mine-waiting-none = Nothing right now. Here are the steps with roadmaps that your functions may take.
mine-forecast = The forecast
mine-roadmaps = Roadmaps, and make a new one
mine-organisation = The organisation
field-need-gone = Somebody else has deleted a need that you filled in. Save what you want to keep elsewhere: “{ $text }”
measure-preview-no-effect = Choose a lever and write a size, and what the measure does is shown.
measure-half-life-years = Years until half of the effect is left
measure-half-life-years-hint = Counted from full effect. Leave blank if the effect lasts. What puts off a need does not take it away.
timeline-fades = { $year }, then half left after { $years } years
