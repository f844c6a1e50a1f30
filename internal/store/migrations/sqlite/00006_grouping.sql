-- Why: what grouping does for 60,000 headlines at once. Merging two stories
-- looked at every story for those that lead to it. The index of a story's
-- articles held their times too, and an article that is in no story yet was
-- entered at a random place among all such; now new ones stand side by side at
-- the end. A story has a few dozen articles, which are sorted when they are read.

-- +goose Up
CREATE INDEX stories_into ON stories (into_id) WHERE into_id <> 0;

DROP INDEX articles_story;

CREATE INDEX articles_story ON articles (story_id);
