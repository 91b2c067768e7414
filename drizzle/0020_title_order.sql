-- Titles and names stand in another form; made anew when the application starts.
TRUNCATE "derived"."proposal_entry";
