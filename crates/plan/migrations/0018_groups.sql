-- Groups across organisations: their seats, meetings, notes, tasks, and what becomes of what is said in them.

create table planning_group (
    id uuid primary key,
    organisation_id text not null,
    house text not null,
    is_published boolean not null,
    title text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    version bigint not null,
    kind text not null,
    mandate text not null,
    theme text not null,
    roadmap_id uuid references roadmap (id),
    -- The county that its seats come from; empty for the whole country.
    county text not null,
    starts_on date,
    ends_on date,
    -- Who decides on what it comes to, when, and the way there.
    decider text not null,
    decides_on date,
    decision_path text not null,
    openness text not null,
    -- Days before a meeting that its questions are out.
    notice_days bigint not null,
    contact text not null,
    -- The group that decides on this one's directive and plan.
    steering_id uuid,
    summary text not null,
    ended_at timestamptz
);

create table seat (
    id uuid primary key,
    planning_group_id uuid not null references planning_group (id),
    position bigint not null,
    title text not null,
    deleted_at timestamptz,
    version bigint not null,
    organisation_id text,
    county text not null,
    role text not null,
    perspectives text not null
);
create index seat_by_group on seat (planning_group_id);

-- Who has had a seat, and since when: the seat stays when they leave.
create table seat_holder (
    id uuid primary key,
    seat_id uuid not null references seat (id),
    name text not null,
    email text not null,
    person_id uuid,
    is_substitute boolean not null,
    from_date date not null,
    to_date date
);
create index seat_holder_by_seat on seat_holder (seat_id);
create index seat_holder_by_person on seat_holder (person_id);

-- What lets somebody without an account into the room: only its hash is kept.
create table seat_link (
    id uuid primary key,
    holder_id uuid not null references seat_holder (id),
    hash bytea not null unique,
    created_at timestamptz not null,
    ends_at timestamptz not null,
    revoked_at timestamptz
);
create index seat_link_by_holder on seat_link (holder_id);

-- Addresses where somebody's calendar fetches all their meetings.
create table calendar_feed (
    id uuid primary key,
    person_id uuid,
    holder_id uuid references seat_holder (id),
    hash bytea not null unique,
    created_at timestamptz not null
);
create index calendar_feed_by_person on calendar_feed (person_id);

-- What has been done to fill what is missing.
create table recruitment_step (
    id uuid primary key,
    planning_group_id uuid not null references planning_group (id),
    county text not null,
    role text not null,
    perspectives text not null,
    size_class bigint,
    day date not null,
    channel text not null,
    whom text not null,
    email text not null,
    note text not null,
    result text not null,
    seat_id uuid references seat (id),
    letter_id uuid,
    version bigint not null,
    created_at timestamptz not null
);
create index recruitment_step_by_group on recruitment_step (planning_group_id);

create table meeting_series (
    id uuid primary key,
    planning_group_id uuid not null references planning_group (id),
    starts_on date not null,
    starts_at text not null,
    minutes bigint not null,
    every_weeks bigint not null,
    meetings bigint not null,
    created_at timestamptz not null
);

create table meeting (
    id uuid primary key,
    planning_group_id uuid not null references planning_group (id),
    position bigint not null,
    title text not null,
    deleted_at timestamptz,
    version bigint not null,
    series_id uuid references meeting_series (id),
    -- When it was to begin by its series: how calendars know it when it has been moved.
    planned_at timestamptz,
    starts_at timestamptz not null,
    minutes bigint not null,
    address text not null,
    background text not null,
    -- Counts what has been told to calendars.
    sequence bigint not null,
    invited_at timestamptz,
    cancelled_at timestamptz,
    cancel_reason text not null,
    held_at timestamptz,
    summary text not null,
    notes_state text not null,
    remarks_until date,
    -- The notes as they were made final.
    final_at timestamptz,
    final_content text not null,
    final_hash bytea
);
create index meeting_by_group on meeting (planning_group_id, starts_at);

create table agenda_item (
    id uuid primary key,
    meeting_id uuid not null references meeting (id),
    position bigint not null,
    title text not null,
    deleted_at timestamptz,
    version bigint not null,
    body text not null,
    notes text not null,
    decision text not null,
    progress text not null,
    -- The item of an earlier meeting that it goes on with.
    from_id uuid
);
create index agenda_item_by_meeting on agenda_item (meeting_id);

create table task (
    id uuid primary key,
    planning_group_id uuid not null references planning_group (id),
    position bigint not null,
    title text not null,
    deleted_at timestamptz,
    version bigint not null,
    meeting_id uuid references meeting (id),
    seat_id uuid references seat (id),
    assignee text not null,
    first_due date,
    due date,
    moves bigint not null,
    done_at timestamptz,
    result text not null
);
create index task_by_group on task (planning_group_id);

-- Who said that they come, and who came.
create table attendance (
    meeting_id uuid not null references meeting (id),
    seat_id uuid not null references seat (id),
    coming text not null,
    came text not null,
    said_at timestamptz,
    primary key (meeting_id, seat_id)
);

-- What a member says of notes, or between meetings, and what became of it.
create table remark (
    id uuid primary key,
    planning_group_id uuid not null references planning_group (id),
    meeting_id uuid references meeting (id),
    agenda_item_id uuid references agenda_item (id),
    seat_id uuid not null references seat (id),
    holder_id uuid not null references seat_holder (id),
    channel text not null,
    body text not null,
    created_at timestamptz not null,
    outcome text not null,
    reason text not null,
    changed text not null,
    decided_at timestamptz,
    version bigint not null
);
create index remark_by_group on remark (planning_group_id);

-- The directive and the plan of what a group works with, and each version that was decided.
create table group_document (
    id uuid primary key,
    planning_group_id uuid not null references planning_group (id),
    position bigint not null,
    title text not null,
    deleted_at timestamptz,
    version bigint not null,
    purpose text not null,
    body text not null
);

create table group_document_version (
    document_id uuid not null references group_document (id),
    number bigint not null,
    title text not null,
    body text not null,
    decided_on date not null,
    meeting_id uuid references meeting (id),
    hash bytea not null,
    created_at timestamptz not null,
    primary key (document_id, number)
);

-- Letters to those who have seats.
create table group_letter (
    id uuid primary key,
    planning_group_id uuid not null references planning_group (id),
    meeting_id uuid references meeting (id),
    holder_id uuid not null references seat_holder (id),
    kind text not null,
    at timestamptz not null,
    letter_id uuid
);
create index group_letter_by_group on group_letter (planning_group_id);
create index group_letter_by_holder on group_letter (holder_id, kind, at);

-- Letters that calendars read.
alter table letter add column calendar text not null default '';
alter table letter add column calendar_method text not null default '';

-- Questions ahead of a meeting are an inquiry, to those who have seats.
alter table inquiry add column meeting_id uuid;
create index inquiry_by_meeting on inquiry (meeting_id);
alter table recipient add column seat_id uuid;
create index recipient_by_seat on recipient (seat_id);
