-- Roadmaps on their way out of the program as one file, or into it. What is in the file lies in the store of files,
-- under object_id.

create table transfer (
    id uuid primary key,
    organisation_id text not null,
    actor text not null,
    person_id uuid,
    direction text not null,
    object_id uuid,
    size bigint not null,
    hash bytea not null,
    roadmaps text not null,
    created_at timestamptz not null,
    done_at timestamptz,
    failed text
);
create index transfer_by_organisation on transfer (organisation_id);

-- What a version is called, so that lists need not read all of it.

alter table roadmap_version add column title text not null default '';
