-- asks: What else came from this address?
-- needs: address
-- from: Securosis, RECIPE PICKS
SELECT awsregion, eventname, eventtime, useragent
FROM cloudtrail_logs
WHERE sourceipaddress = :address
ORDER BY eventtime
