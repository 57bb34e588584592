-- Browsers that a person has signed in with, so that failures of others do not keep them out. What is kept of the browser is a
-- hash of a secret that it holds in a cookie.

create table known_device (
    id uuid primary key,
    hash bytea not null,
    person_id uuid not null references person (id),
    created_at timestamptz not null,
    ends_at timestamptz not null,
    unique (hash, person_id)
);
create index known_device_by_person on known_device (person_id);
