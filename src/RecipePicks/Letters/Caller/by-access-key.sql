-- asks: What else was done with this access key?
-- needs: access-key
-- from: Securosis, RECIPE PICKS
SELECT eventtime, eventname, useridentity.principalid
FROM cloudtrail_logs
WHERE useridentity.accesskeyid LIKE :access_key
