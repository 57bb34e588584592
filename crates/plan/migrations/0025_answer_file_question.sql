-- Which question a file answers; none for one that goes with the whole answer.
alter table answer_file add column question_id uuid references question (id);
