-- What is to be done later, and the letters that wait to be sent.

-- Done at least once: whoever does a job holds it for a while, and whoever dies with it loses it to another.
create table job (
    id uuid primary key,
    kind text not null,
    payload text not null,
    idempotency_key text unique,
    state text not null,
    attempts bigint not null,
    due_at timestamptz not null,
    worker text not null,
    token uuid,
    lease_until timestamptz,
    reason text,
    created_at timestamptz not null,
    ended_at timestamptz
);
create index job_by_due on job (state, due_at);

-- A letter may hold a secret: when it has been sent, or given up, only that and when stay here.
create table letter (
    id uuid primary key,
    job_id uuid not null,
    recipient text not null,
    subject text not null,
    body_text text not null,
    body_html text not null,
    unsubscribe text,
    posted_at timestamptz not null,
    sent_at timestamptz,
    erased_at timestamptz
);
create index letter_by_job on letter (job_id);
