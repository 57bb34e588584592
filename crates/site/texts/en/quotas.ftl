quota-house_megabytes = Files of the whole organisation: { $used } of { $most } MB
quota-house_archives_a_day = Archives that the whole organisation has taken out or read in over the last 24 hours: { $used } of { $most }
quota-house_rows_a_day = Changes in the whole organisation over the last 24 hours: { $used } of { $most }
quota-house_roadmaps_a_day = Roadmaps that the whole organisation has made over the last 24 hours: { $used } of { $most }
quota-person_megabytes_a_day = Files that you have added over the last 24 hours: { $used } of { $most } MB
quota-person_archives_a_day = Archives that you have taken out or read in over the last 24 hours: { $used } of { $most }
quota-person_rows_a_day = Changes that you have made over the last 24 hours: { $used } of { $most }
quota-person_roadmaps_a_day = Roadmaps that you have made over the last 24 hours: { $used } of { $most }
quota-near = { $usage }. When the limit is reached no more can be added; those who run the service can raise it.
quota-reached = The limit is reached. { $usage }. Those who run the service can raise it.
fault-quota = The limit is reached
field-quota = { $quota ->
    [house_megabytes] The whole organisation may have { $max } MB of files, and there is no room for this one. Remove files that are not needed (they count for another 30 days), or ask those who run the service for more room.
    [house_archives_a_day] The whole organisation has taken out or read in { $max } archives over the last 24 hours, and no more are possible yet. Try again tomorrow.
    [house_rows_a_day] The whole organisation has made { $max } changes over the last 24 hours, and no more are possible yet. Try again tomorrow, or ask those who run the service to raise the limit.
    [house_roadmaps_a_day] The whole organisation has made { $max } roadmaps over the last 24 hours, and no more are possible yet. Try again tomorrow, or ask those who run the service to raise the limit.
    [person_roadmaps_a_day] You have made { $max } roadmaps over the last 24 hours, and no more are possible yet. Try again tomorrow, or ask those who run the service to raise the limit.
    [person_megabytes_a_day] You may add { $max } MB of files in 24 hours, and there is no room for this one. Try again tomorrow, or ask those who run the service to raise the limit.
    [person_archives_a_day] You have taken out or read in { $max } archives over the last 24 hours, and no more are possible yet. Try again tomorrow.
   *[person_rows_a_day] You have made { $max } changes over the last 24 hours, and no more are possible yet. Try again tomorrow, or ask those who run the service to raise the limit.
  }
field-roadmap-too-long = The roadmap’s text is longer than { $max } MB, and a roadmap may not be that long when it is copied or decided. Shorten the texts, or divide it into several.
field-versions-full = The roadmap has got { $max } versions over the last 24 hours, and no more are possible yet. Try again tomorrow.
field-organisations-full = There are { $max } organisations of their own here already, and there is no room for more. Close one that is not needed, or ask those who run the service.
account-usage = How much you have used
account-usage-lead = There is a limit to how much each may add, so that the service is enough for everyone.
