-- What persons were called before they changed their names, so that the log shows the name of then. It goes when a person is
-- erased, which what the trail itself holds cannot.

create table former_name (
    id uuid primary key,
    person_id uuid not null references person (id),
    name text not null,
    -- The row of the trail that tells of the change: until then, and in it, the name was this one.
    trail_number bigint not null,
    created_at timestamptz not null
);
create index former_name_by_person on former_name (person_id, trail_number);
