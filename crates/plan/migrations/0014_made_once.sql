-- What has been made by a request that may come twice: by the hash of who sent it, its key and what stood in it.

create table made_once (
    hash bytea primary key,
    thing_id uuid not null,
    made_at timestamptz not null
);
