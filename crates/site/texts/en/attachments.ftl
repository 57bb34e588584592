attachments-title = Attachments
attachments-link = { $n ->
    [0] Attachments
   *[other] Attachments ({ $number })
}
attachments-lead = { $kind ->
        [figures] Files that belong to the figures. Whoever may read the figures may read the files: everybody may when the figures are put in use.
       [inquiry] Documents that go with the inquiry. Everybody who is asked can read them, and anyone if the inquiry is open to all. They can be taken away also after it has been sent.
       [planning_group] What is put here is read by all who have seats in the group, from several organisations. With a municipality or region that gets a document it as a rule becomes official: whoever shares a draft needs to know that.
       *[roadmap] Files that belong to the roadmap. Whoever may read the roadmap may read them too.
    }
attachments-none = There are no attachments here yet.
attachments-new = Add an attachment
attachments-caution = Nothing about individuals may stand in an attachment. The name and plain text are checked, but not what stands in documents and pictures: read that through yourself.
attachments-send = Add
attachment-file = File
attachment-file-limits = PDF, Word, Excel, PowerPoint, LibreOffice, a picture (PNG or JPEG) or text (TXT or CSV). At most { $max } MB, and at most { $most } attachments.
attachment-remove = Remove
attachment-remove-named = Remove { $name }
attachment-kind-pdf = PDF
attachment-kind-docx = Word document
attachment-kind-xlsx = Excel sheet
attachment-kind-pptx = PowerPoint slides
attachment-kind-odt = LibreOffice document
attachment-kind-ods = LibreOffice sheet
attachment-kind-odp = LibreOffice slides
attachment-kind-png = picture (PNG)
attachment-kind-jpg = picture (JPEG)
attachment-kind-csv = table (CSV)
attachment-kind-txt = text
saved-bilaga = The attachment has been added.
deleted-bilaga = The attachment has been removed. It can be brought back for 30 days.
field-file-missing = Choose a file.
field-file-empty = The file is empty. Choose another.
field-file-too-large = The file is too large. There is room for { $max } MB at most: divide it, or make its pictures smaller.
field-file-kind = That kind of file cannot be attached. Save it as a PDF and try again.
field-file-macros = The file may hold macros, and such files cannot be attached. Save it without macros or as a PDF, and try again.
field-file-command = Something in the file starts a program when it is opened (DDE or the like). Take it away, or save the file as a PDF, and try again.
field-file-remote = The file fetches something from another computer when it is opened: a template, a picture, a linked table or a data connection. Break the link, or save the file as a PDF, and try again.
field-file-embedded = There is another file or an embedded object in the file. Take it away or make it a picture, or save the file as a PDF without attachments, and try again.
field-file-packed = The file is larger than 150 MB when it is unpacked. Divide it, or save it as a PDF, and try again.
field-file-locked = The PDF is locked with a password. Save it without one and try again.
field-file-pdf-unreadable = The PDF cannot be read. Print it to a new PDF and try again.
field-file-unlike = What is in the file does not match its name. Save the file again in the right format, without a password, and try again.
field-file-unreadable = The text cannot be read. Save it as text in UTF-8 and try again.
field-attachments-full = The roadmap has { $max } attachments already, and there is no room for more. Remove one that is not needed first.
fault-damaged = The attachment is damaged
fault-damaged-next = The file is not the one that was added, or is missing. Ask the person who runs the system to fetch it from the backup, or remove it and add it again.
fault-altered = The version is not what was frozen
fault-altered-next = Its content or checksum has been changed in the database since, so it is not shown. Tell whoever runs the service: the command fardplan verify-trail tells what is right, and a backup has the version as it was frozen.
fault-files-away = The attachments cannot be reached now
fault-files-away-next = The roadmap and the attachments that have been added are still there. Try again in a while; if it happens again, tell the person who runs the system.
