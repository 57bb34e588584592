-- Roadmaps on their way out of the program as one file, or into it. What is in the file lies in the store of files,
-- under the id.

create table transfer (
    id uuid primary key,
    organisation_id text not null,
    house text not null,
    actor text not null,
    person_id uuid,
    direction text not null,
    name text not null,
    size bigint not null,
    hash bytea not null,
    roadmaps text not null,
    created_at timestamptz not null,
    done_at timestamptz
);
create index transfer_by_organisation on transfer (organisation_id);
