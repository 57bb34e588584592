# Roadmaps on their way out of the program, or into it.

transfer-title = Carry roadmaps out and in: { $organisation }
transfer-link = Carry roadmaps out or in as a file
transfer-lead = What you write is yours. Carry everything out as one file, for the archive or to move to another system, or carry in roadmaps that come from there.
transfer-out-title = Out
transfer-out-lead = The file holds every roadmap that you may read in the organisation and below it, with frozen versions, attachments and a list with checksums. It is made while you do something else, and is then here for a week.
transfer-ask = Make a file
transfer-in-title = In
transfer-in-lead = The roadmaps in the file become new drafts, in a municipality always about itself. Decisions, versions and attachments are not carried in: decided measures become prioritised.
transfer-file = File
transfer-file-hint = An archive (.zip) that was made here, or a roadmap as a file (.toml). At most 20 MB.
transfer-send = Carry in
transfer-asked = What you have asked for
transfer-none = Nothing in the last week.
transfer-waits = Waits for its turn, or is being done. You need not wait here.
transfer-out = Out { $at }
transfer-in = In { $at }
transfer-roadmaps = { $n ->
    [one] 1 roadmap
   *[other] { $number } roadmaps
}
transfer-file-about = { $roadmaps }, { $size }, kept until { $date }
transfer-saved-ut = The file is being made. When it is ready it is at the bottom.
transfer-saved-in = The file has been received and is without faults. The roadmaps are being stored.
field-in-archive = { $name }: { $reason }
field-file-no-roadmaps = There is no roadmap in the file. Roadmaps lie in files that end with .toml.
field-file-too-many-roadmaps = There is too much in the file. At most { $max } roadmaps and 20 MB of text are carried in at once.
action-transfer-out = Asked for roadmaps to be carried out
action-transfer-in = Asked for roadmaps to be carried in
transfer-failed-refused = It could not be done: you no longer have the right to it.
transfer-failed-quota = Only a part was done: the limit to how many roadmaps may be made in 24 hours is reached. Read in the rest tomorrow.
transfer-failed-unusable = It could not be done: the file, or what was to be carried out, cannot be read.
action-transfer-fetch = Fetched roadmaps carried out
field-archive-too-large = The file is too large. At most { $max } MB. Take the attachments out of the archive: only files that end with .toml are carried in.
field-roadmap-too-large = The roadmap is too large. At most { $max } MB.
field-file-not-utf8 = The file has another encoding than UTF-8. Save it as UTF-8.
