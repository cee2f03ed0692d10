-- asks: What else did this user do?
-- needs: user
-- from: Securosis, RECIPE PICKS
SELECT eventname, useridentity.username, sourceipaddress, eventtime, requestparameters
FROM cloudtrail_logs
WHERE useridentity.username = :user_name
ORDER BY eventtime
