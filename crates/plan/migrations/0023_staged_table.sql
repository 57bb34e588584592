-- Tables that somebody has sent in a file, until they have seen what would come of them.

create table staged_table (
    id uuid primary key,
    -- What they would become.
    purpose text not null,
    name text not null,
    -- What was read, as JSON.
    content text not null,
    person_id uuid,
    created_at timestamptz not null
);
