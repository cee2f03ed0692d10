-- asks: Which calls name this resource?
-- needs: resource
-- from: Securosis, RECIPE PICKS
SELECT useridentity.arn, eventname, sourceipaddress, eventtime, resources
FROM cloudtrail_logs
WHERE requestparameters LIKE :resource_like
   OR responseelements LIKE :resource_like
ORDER BY eventtime
