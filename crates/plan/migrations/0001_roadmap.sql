-- Roadmaps: areas → needs → initiatives and measures. Type names are PostgreSQL's and valid in SQLite.
-- Deleting sets deleted_at on one row; what lies below it cannot be reached until the row is restored.

create table roadmap (
    id uuid primary key,
    region_code text not null,
    title text not null,
    purpose text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    version bigint not null
);
create index roadmap_by_region on roadmap (region_code);

create table area (
    id uuid primary key,
    roadmap_id uuid not null references roadmap (id),
    position bigint not null,
    version bigint not null,
    deleted_at timestamptz,
    title text not null
);
create index area_by_roadmap on area (roadmap_id);

create table need (
    id uuid primary key,
    area_id uuid not null references area (id),
    position bigint not null,
    version bigint not null,
    deleted_at timestamptz,
    title text not null,
    more_needed text not null,
    horizon integer,
    scope text not null,
    evidence text not null
);
create index need_by_area on need (area_id);

create table initiative (
    id uuid primary key,
    need_id uuid not null references need (id),
    position bigint not null,
    version bigint not null,
    deleted_at timestamptz,
    level text not null,
    title text not null,
    description text not null,
    source text not null,
    from_year integer,
    to_year integer
);
create index initiative_by_need on initiative (need_id);

create table measure (
    id uuid primary key,
    need_id uuid not null references need (id),
    position bigint not null,
    version bigint not null,
    deleted_at timestamptz,
    title text not null,
    description text not null,
    owner text not null,
    funding text not null,
    cost_one_off double precision not null,
    cost_yearly double precision not null,
    start_year integer not null,
    ramp_years integer not null,
    reach_percent double precision not null,
    control text not null,
    commitment text not null,
    indicator text not null,
    status text not null,
    status_reason text not null,
    deadline date,
    enabled boolean not null
);
create index measure_by_need on measure (need_id);

create table effect (
    measure_id uuid not null references measure (id),
    lever text not null,
    position bigint not null,
    size double precision not null,
    low double precision not null,
    high double precision not null,
    source text not null,
    primary key (measure_id, lever)
);
