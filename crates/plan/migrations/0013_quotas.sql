-- What is counted against quotas: the house that files belong to, and rows of the trail over a day.

alter table attachment add column house text not null default '';
update attachment set house =
    coalesce((select roadmap.house from roadmap where roadmap.id = attachment.thing_id), '');
create index attachment_by_house on attachment (house);
create index attachment_by_person on attachment (person_id, created_at);

alter table transfer add column house text not null default '';
update transfer set house =
    coalesce((select organisation.house from organisation where organisation.id = transfer.organisation_id),
        organisation_id);
create index transfer_by_house on transfer (house);

create index trail_by_person_and_time on trail (person_id, at, action);
create index trail_by_house_and_time on trail (house, at, object, action);
