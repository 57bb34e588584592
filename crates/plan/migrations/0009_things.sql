-- Files, sharings and frozen versions belong to a thing of any kind, no longer to roadmaps alone.

create table share (
    id uuid primary key,
    kind text not null,
    thing_id uuid not null,
    organisation_id text not null,
    purpose text not null,
    created_at timestamptz not null,
    until_date date not null,
    revoked_at timestamptz
);
insert into share (id, kind, thing_id, organisation_id, purpose, created_at, until_date, revoked_at)
    select id, 'roadmap', roadmap_id, organisation_id, purpose, created_at, until_date, revoked_at from roadmap_share;
drop table roadmap_share;
create index share_by_thing on share (thing_id);

create table frozen_version (
    id uuid primary key,
    kind text not null,
    thing_id uuid not null,
    number bigint not null,
    stage text not null,
    made_at timestamptz not null,
    title text not null,
    content text not null,
    hash bytea not null,
    question text not null,
    answer_by date,
    summary text not null,
    decided_by text,
    decided_on date,
    paragraph text not null,
    registry_number text not null,
    announced_on date,
    is_published boolean not null,
    unique (thing_id, number)
);
insert into frozen_version (id, kind, thing_id, number, stage, made_at, title, content, hash, question, answer_by,
        summary, decided_by, decided_on, paragraph, registry_number, announced_on, is_published)
    select id, 'roadmap', roadmap_id, number, stage, made_at, title, content, hash, question, answer_by,
        summary, decided_by, decided_on, paragraph, registry_number, announced_on, is_published
    from roadmap_version;
drop table roadmap_version;

alter table attachment rename to attachment_of_roadmap;
drop index attachment_by_roadmap;
create table attachment (
    id uuid primary key,
    kind text not null,
    thing_id uuid not null,
    name text not null,
    media_type text not null,
    size bigint not null,
    hash bytea not null,
    created_at timestamptz not null,
    deleted_at timestamptz,
    person_id uuid
);
insert into attachment (id, kind, thing_id, name, media_type, size, hash, created_at, deleted_at, person_id)
    select id, 'roadmap', roadmap_id, name, media_type, size, hash, created_at, deleted_at, person_id
    from attachment_of_roadmap;
drop table attachment_of_roadmap;
create index attachment_by_thing on attachment (thing_id);
