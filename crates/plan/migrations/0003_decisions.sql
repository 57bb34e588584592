-- How far a roadmap has come, its frozen versions, and with whom its draft is shared.

alter table roadmap add column stage text not null default 'draft';
alter table roadmap add column registry_number text not null default '';
alter table roadmap add column is_published boolean not null default false;

create table roadmap_version (
    id uuid primary key,
    roadmap_id uuid not null references roadmap (id),
    number bigint not null,
    stage text not null,
    made_at timestamptz not null,
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
    unique (roadmap_id, number)
);

create table roadmap_share (
    id uuid primary key,
    roadmap_id uuid not null references roadmap (id),
    organisation_id text not null,
    purpose text not null,
    created_at timestamptz not null,
    until_date date not null,
    revoked_at timestamptz
);
create index roadmap_share_by_roadmap on roadmap_share (roadmap_id);
