-- Something that has been sealed with the secret key, which the database does not hold: a program with another key does not start.

create table key_check (
    id uuid primary key,
    sealed bytea not null
);
