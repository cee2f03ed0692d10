-- asks: How many calls name this resource?
-- needs: resource
SELECT count(*) AS events
FROM cloudtrail_logs
WHERE eventtime BETWEEN :from AND :to
  AND (strpos(requestparameters, :resource_json) > 0
    OR strpos(responseelements, :resource_json) > 0
    OR strpos(serviceeventdetails, :resource_json) > 0
    OR strpos(additionaleventdata, :resource_json) > 0
    OR strpos(errormessage, :resource) > 0
    OR filter(resources, r -> strpos(r.arn, :resource) > 0) <> ARRAY[])
