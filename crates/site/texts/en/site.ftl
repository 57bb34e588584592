# The frame, faults and small pages.
site-name = Färdplan
skip = Skip to content
nav-label = Main menu
nav-forecast = Municipalities
nav-roadmaps = Roadmaps
nav-figures = Figures and method
answer-failed = The answer did not come, so what is shown is the old one. Check that you are connected.
answer-again = Try again
search-label = Search for a municipality
search-everything = Search municipalities, approaches, examples, roadmaps and all else
search-among = Search among
search-all = Everything
search-among-bibliotek = Library
search-among-fardplaner = Roadmaps
search-among-atgarder = Initiatives and measures
search-among-forfragningar = Inquiries
search-among-grupper = Groups and meetings
search-places = Municipalities and counties
search-found = Hits
search-nothing = Nothing is about “{ $asked }”.
search-corrected = Nothing contains “{ $typed }”. Showing words like it: { $taken }.
search-kind-approach = Approach
search-kind-example = Example
search-kind-roadmap = Roadmap
search-kind-area = Area
search-kind-need = Need
search-kind-initiative = Initiative
search-kind-measure = Measure
search-kind-inquiry = Inquiry
search-kind-question = Question
search-kind-planning_group = Group
search-kind-meeting = Meeting
search-kind-agenda_item = Agenda item
search-kind-task = Task
search-kind-group_document = Document
search-button = Search
crumbs-label = You are here
language-name = English
foot-what = Färdplan is an open planning system for elderly care. The figures are forecasts, not facts.
or = { " or " }

fault-not-found = Page not found
fault-not-found-next = The address leads nowhere, or what was here has been removed. Go to the start page and look from there.
fault-no-region = Unknown municipality
fault-no-region-alone = Unknown municipality “{ $asked }”. Search for a few letters of the name.
fault-no-region-meant = Unknown municipality “{ $asked }”. Did you mean { $meant }?
fault-bad-request = It could not be read
fault-conflict = Someone else has saved
fault-conflict-next = Someone else saved the same thing while you were writing. Load it again and save once more.
fault-invalid = Something needs correcting
fault-invalid-next = Go back, correct it and try again.
fault-file = Line { $line }, column { $column }: { $reason }
fault-internal = Something went wrong at our end
fault-internal-next = What you have saved is still there. Try again in a while; if it happens again, tell the person who runs the system.
fault-preparing = Färdplan is computing
fault-preparing-next = The whole country is being run through a thousand possible futures. It takes about ten seconds the first time the program starts, longer on a busy machine; the page reloads by itself.
fault-busy = The computer is busy with computations
fault-busy-next = Many large computations are under way, for you or for others, so this one has not begun. Wait ten seconds and reload the page. The municipalities’ pages and what is computed beforehand answer as usual.
fault-away = The database does not answer now
fault-away-next = What you have saved already is there. Go back and try again in a while: what you wrote usually stays in the form.
fault-full = There is no room left to save in
fault-full-next = The disk is full, so what you sent was not saved. Everything saved before is there. Go back, where what you wrote usually stays, and ask whoever looks after the system to make room.
fault-forged = The request came from another website and was not carried out. Open the page here and try again.
fault-too-large = What you sent is too large. The limit is two megabytes.
fault-slow = What was sent did not arrive within half a minute. Check the connection and try again.
fault-method = The address cannot be used in that way.
fault-unreadable = The request could not be read. Go back and try again.
fault-host = Färdplan answers only to this computer’s own names, such as localhost.
fault-home = To the start page
api-unknown = There is no parameter “{ $name }” here. Those there are: { $known }.
api-unknown-alone = There is no parameter “{ $name }” here: the address takes none.
api-impossible = The parameter “{ $name }” cannot be “{ $typed }”. It can be: { $known }.
api-no-number = The parameter “{ $name }” must be a number, and “{ $typed }” is none.
api-not-found = Not found
api-not-found-next = The address leads nowhere, or what was here has been removed. /api/v1/openapi.json describes the addresses there are.
api-preparing-next = The whole country is being calculated in a thousand possible futures. It takes about ten seconds the first time the program starts, longer on a busy machine; ask again in a second.

accessibility-title = Accessibility
accessibility-lead = Everyone should be able to use Färdplan. The aim is WCAG 2.2, level AA.
accessibility-how-title = How it is tested
accessibility-how = Every page is tested automatically in a real browser at every change, at the width of a phone and of a screen, and the main path is also tested with a keyboard and without script. The pages are reviewed as pictures at several widths. The figures in every chart are also given as a table.
accessibility-lacking-title = What still falls short
accessibility-lacking = No independent review has been made. The areas of the map cannot be reached by keyboard; the table below the map has the same links and figures.
accessibility-report-title = Report shortcomings
accessibility-report = Tell the person who runs the system where you work. If you are not satisfied, you can report it to the Agency for Digital Government (Digg) at digg.se/tdosanmalan.

figures-title = Figures and method
figures-lead = Every figure can be traced back to a source, a calculation or an assumption. They are set out here.
method-title = How it is calculated
method-population = The population is projected year by year, by sex and age, in 1,000 possible futures. Mortality improves at each age's own rate, half of it by birth cohort, and is checked against those alive in 2025. Each municipality has its own mortality and migration, drawn closer to the country's the more chance there is in the municipality's numbers.
method-whole = The whole method, with formulas and trials against what happened
method-need = The need is residents times the share receiving care by age and sex, adjusted for how the municipality differs from the country at the same age structure. Need is expected to come later as lives grow longer; with unchanged shares each age keeps its share of 2024.
method-staff = Places and home care hours become full-time equivalents, full-time equivalents become employees, and employees leave at rates that depend on age. Recruitment is growth plus those who retire, as calculated by the Swedish Association of Local Authorities and Regions (SKR).
method-cost = The cost is volume times cost per unit at 2023 prices. Without a trend it reflects only how many need care.
method-measures = Measures act on levers. All are calculated together, in the same 1,000 futures as without a roadmap. The contribution of each is its Shapley value: the mean over all the orders in which the measures can be added. The parts add up to the whole in every future. Above eight measures it is computed over a sample of orders: the parts then add up to the whole on average, and the page says how large the error of sampling is.
method-honesty = The intervals cover nine futures in ten, from the 5th to the 95th percentile. The same input and random seed give the same figures on all computers of the same kind.
assumptions-title = Assumptions
assumptions-lead = Where the statistics end, there is an assumption. The most important:
assumption-onset = Need comes later by as many years as life at 65 grows longer, in nine futures of ten from not at all to twice as much, and alike in the whole country. Whoever does not want to count on it chooses unchanged shares.
assumption-hours = Home care: { $n } hours per user and month in the country, with the municipality’s own value up to 2022 drawn towards that of the country.
assumption-instead = Anyone who does not get a place in special housing, because of a decision or a shortage of places, receives { $n } hours of home care a month.
assumption-contract = Average share of full time in the country: assistant nurses { $a }%, care assistants { $b }%, registered nurses { $c }%. The municipality’s own share of full time moves it up or down.
assumption-place = { $n } full-time equivalents per person in special housing.
assumption-price = All costs at { $year } prices.
assumption-supply = Today’s recruitment is taken to replace those who retire over the next five years, and then follows the number of residents aged 18–34, the ages at which more begin than leave. The shortfall is measured against it.
assumption-year = The shares are the register’s: users in October divided by the population on 31 December of the year before. Need at the end of a year therefore corresponds most closely to October of the year after.
assumption-cost = Cost follows volume, staffing and absence. Training, staff turnover, empty places and building count only if a measure has a cost of its own.
assumption-balance = Places in special housing are assumed to equal the residents in the base year, until the municipality gives its own. The shortfall is what is added after that.
assumption-old-differences = Differences between municipalities in shares, hours, costs and sick leave are known up to 2022. Part of a difference lasts and the rest fades, as differences have done since 2010.
levers-title = Levers
levers-lead = What a measure can act on. Where research does not support a figure, you set it yourself, with a source.
lever = Lever
lever-range = Range
lever-supported = Published effect
lever-caution = Points to note
lever-unsupported = None: give your own
tables-title = Tables
tables-lead = The tables are part of the program. The descriptions are in English.
table-source = Source:
table-date = Refers to:
table-unit = Unit:
table-method = Method:

# Who may do what
fault-forbidden = You may not do that here
fault-forbidden-next = It needs the right “{ $right }” in the organisation that it belongs to. If you need it, ask whoever looks after accounts there.
list-newer = Changed later
list-older = Changed earlier
again-title = You are not signed in
again-lead = You may have been signed out while you wrote. Nothing is saved, but what you typed is kept on this page: sign in in another tab, and then send it again from here.
again-sign-in = Sign in in another tab
again-button = Send what you typed again
fault-locked = { $kind ->
        [inquiry] The inquiry is locked
        [planning_group] The group has ended
       *[roadmap] The roadmap is locked
    }
fault-locked-next = It is at the stage “{ $stage }” and cannot be changed then. Decisions and versions tells which step can be taken next, and by whom.
fault-locked-other-next = { $kind ->
        [planning_group] What stands in a group that has ended can be read and not changed.
       *[inquiry] This cannot be changed at the stage that the inquiry is at.
    }
fault-lasting = { $kind ->
        [figures] The figures are decided
        [example] The example has been published
        [seat] The seat has a history
        [meeting] The meeting cannot be deleted
        [group_document] The document has been decided
       *[planning_group] The group has a history
    }
fault-lasting-next = { $kind ->
        [figures] They are decided and shall remain. Take them out of use instead, with a reason.
        [example] Everybody can read it. Withdraw it first, with a reason.
        [seat] Something has been said from the seat, and that shall remain. Note on the seat’s page who leaves it.
        [meeting] Those who have seats have been invited, or the meeting has been held. Cancel it instead, if it will not be.
        [group_document] What the steering group has decided shall remain. Change the text and have it decided anew.
       *[planning_group] Others have been invited, or have answered or written here, and that shall remain. End the group instead.
    }
right-read_draft = read drafts
right-read_dispatched = read papers before a decision
right-read_shared = read what others share
right-plan = write roadmaps
right-status = say how far a measure has come
right-money = change costs and funding
right-indicator = change what is followed up
right-approve = decide measures
right-propose = sum up and propose a decision
right-register = register decisions and publish
right-share = share drafts
right-read_trail = read the log
right-manage_users = look after organisation and accounts
right-operate = run the program
stage-draft = draft
stage-preparation = internal preparation
stage-consultation = out for consultation
stage-revision = revision
stage-proposal = proposal for decision
stage-committee = before the committee
stage-board = before the board
stage-adopted = adopted
stage-in_force = in force
stage-under_review = under review
stage-replaced = replaced
stage-repealed = repealed
stage-rejected = rejected
and = and
saving-failed = The latest is not saved yet, but stands here. Check that you are connected to the network.
table-required = Must be filled in
table-about = About the columns
table-column = Column
table-choices = What can stand there
table-good = { $count ->
    [0] No line of { $name } can be read in.
    [one] One line of { $name } can be read in. Nothing is saved yet.
   *[other] { $good } lines of { $name } can be read in. Nothing is saved yet.
}
table-wrong = { $n ->
    [one] One line cannot be read in
   *[other] { $number } lines cannot be read in
}
table-wrong-about = Correct the file and send it again, or read in the rest.
table-line = Line { $number }.
table-row = Line
table-taken-in = This is read in
table-more = { $n ->
    [one] And one more line.
   *[other] And { $number } more lines.
}
table-unread = Columns that are not read:
table-discard = Discard the file
table-template = Get the template (XLSX)
table-send = Check the file
field-table-kind = Send a table: XLSX, ODS or CSV.
field-table-locked = The file is locked with a password. Save it without and send it again.
field-table-empty = There are no lines below the heads on the first sheet of the file.
field-table-too-long = The file has { $size } lines, and at most { $most } are read in at once. Split it.
field-table-merged = Cells are merged, the first at { $cell }. Split them, so that each line says everything itself.
field-columns-lacking = Columns are missing: { $columns }. The heads should stand on the first line, as in the template.
field-column-twice = The column { $column } is there twice.
field-cell-unknown = “{ $cell }” cannot stand there. Choose among: { $known }.
field-cell-broken = The formula in { $column } has no value. Open the file in a spreadsheet and save it, or write the value instead.
table-file = The table
table-file-hint = XLSX, ODS or CSV, at most 5 MB. Only the first sheet is read.
table-take = { $n ->
    [one] Read in the line
   *[other] Read in { $number } lines
}
field-cell-unlisted = “{ $cell }” cannot stand there. What can stand there is on the second sheet of the template.
field-table-too-wide = Something stands further to the right than { $most } columns. Remove what does not belong to the table.
field-table-too-large = The file is too large. At most { $max } MB are taken. Split it.
field-table-old = The file is in Excel’s old format. Open it and save it as XLSX.
field-table-unlike = The file is not what its name says, is damaged, or holds something that can be run. Save the table anew as XLSX, ODS or CSV.
table-lines = The lines as a table
