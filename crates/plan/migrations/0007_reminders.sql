-- Whether a person wants to be reminded by mail.

alter table person add column wants_reminders boolean not null default true;

-- The county that is one municipality has no region besides: what is about it belonged to nobody.

update roadmap set organisation_id = '00', house = '00' where organisation_id = '09';
