# Builds the account that CollectTests collects from: one of each, open and closed.
set -eu
export AWS_PAGER='' AWS_DEFAULT_REGION=us-east-1
aws() { command aws --output=text "$@"; }
trust='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
anyone='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::open-bucket/*"}]}'

(
  aws organizations create-organization --feature-set ALL
  policy=$(aws organizations create-policy --name no-leaving --description d --type SERVICE_CONTROL_POLICY \
    --content '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"organizations:LeaveOrganization","Resource":"*"}]}' \
    --query Policy.PolicySummary.Id)
  root=$(aws organizations list-roots --query 'Roots[0].Id')
  unit=$(aws organizations create-organizational-unit --parent-id "$root" --name outer --query OrganizationalUnit.Id)
  aws organizations create-organizational-unit --parent-id "$unit" --name inner
  aws organizations attach-policy --policy-id "$policy" --target-id "$unit"
) >/dev/null &
(
  aws iam create-user --user-name mara
  aws iam put-user-policy --user-name mara --policy-name inline --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
  aws iam create-access-key --user-name mara
  aws iam create-role --role-name runner --assume-role-policy-document "$trust"
) >/dev/null &
(
  aws s3api create-bucket --bucket open-bucket
  aws s3api put-bucket-policy --bucket open-bucket --policy "$anyone"
  aws s3api put-public-access-block --bucket open-bucket --public-access-block-configuration BlockPublicAcls=false
  aws s3api create-bucket --bucket closed-bucket
  aws s3api put-public-access-block --bucket closed-bucket \
    --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
) >/dev/null &
(
  volume=$(aws ec2 create-volume --availability-zone us-east-1a --size 1 --query VolumeId)
  snapshot=$(aws ec2 create-snapshot --volume-id "$volume" --query SnapshotId)
  aws ec2 modify-snapshot-attribute --snapshot-id "$snapshot" --attribute createVolumePermission --operation-type add --group-names all
  aws ec2 create-snapshot --volume-id "$volume"
  group=$(aws ec2 create-security-group --group-name open --description d --query GroupId)
  aws ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port 22 --cidr 0.0.0.0/0
) >/dev/null &
(
  aws kms create-key --description one
  aws secretsmanager create-secret --name prod/db --secret-string s
  aws sns create-topic --name news
  aws sqs create-queue --queue-name jobs
) >/dev/null &
wait
printf 'def f(e, c): return 1\n' >"$1/f.py"
(cd "$1" && python3 -m zipfile -c f.zip f.py)
aws lambda create-function --function-name 'orders' --runtime python3.12 --handler f.f --role "arn:aws:iam::123456789012:role/runner" --zip-file "fileb://$1/f.zip" >/dev/null
aws lambda add-permission --function-name orders --statement-id all --action lambda:InvokeFunction --principal '*' >/dev/null &
aws rds create-db-instance --db-instance-identifier db --db-instance-class db.t3.micro --engine postgres --allocated-storage 20 \
  --master-username u --master-user-password passw0rd >/dev/null
aws rds create-db-snapshot --db-instance-identifier db --db-snapshot-identifier db-copy >/dev/null
wait
