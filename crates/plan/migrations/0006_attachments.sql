-- Files that belong to a roadmap. What is in them lies in a store of its own, under the id.

create table attachment (
    id uuid primary key,
    roadmap_id uuid not null references roadmap (id),
    name text not null,
    media_type text not null,
    size bigint not null,
    hash bytea not null,
    created_at timestamptz not null,
    deleted_at timestamptz,
    person_id uuid
);
create index attachment_by_roadmap on attachment (roadmap_id);
