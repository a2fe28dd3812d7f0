# A role for drs-drill that jobs of one environment of one GitHub repository may assume. What each statement is for:
# docs/iam/README.md. One module for each mode that is used: give each mode a role, and an environment, of its own.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "mode" {
  description = "What the role may do. preflight reads; drill launches and terminates; recovery launches."
  type        = string
  default     = "drill"

  validation {
    condition     = contains(["preflight", "drill", "recovery"], var.mode)
    error_message = "The mode is preflight, drill or recovery."
  }
}

variable "owner" {
  description = "Owner of the repository."
  type        = string
}

variable "repository" {
  description = "Name of the repository, without its owner."
  type        = string
}

variable "owner_id" {
  description = "ID of the owner (gh api repos/OWNER/REPO --jq .owner.id)."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+$", var.owner_id))
    error_message = "The owner's ID is a number."
  }
}

variable "repository_id" {
  description = "ID of the repository (gh api repos/OWNER/REPO --jq .id)."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+$", var.repository_id))
    error_message = "The repository's ID is a number."
  }
}

variable "environment" {
  description = "The environment that the job names, with the reviewers that it asks for."
  type        = string

  validation {
    condition     = length(var.environment) > 0 && !can(regex("[:*?$]", var.environment))
    error_message = "The environment has a name without wildcards."
  }
}

variable "account_id" {
  description = "The AWS account that DRS recovers to; the provider's own."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account's ID has 12 digits."
  }
}

variable "region" {
  description = "The Region that DRS recovers to."
  type        = string
}

variable "role_name" {
  description = "Name of the role; drs-drill-<mode> where there is none."
  type        = string
  default     = null
}

variable "create_oidc_provider" {
  description = "Whether to create GitHub's OIDC provider. An account has one at most; it may be there already."
  type        = bool
  default     = false
}

variable "audience" {
  description = "The input \"audience\" of the action."
  type        = string
  default     = "sts.amazonaws.com"
}

variable "max_session_duration" {
  description = "The longest session in seconds. The action renews sessions by itself, so that an hour is enough."
  type        = number
  default     = 3600
}

variable "post_launch_actions" {
  description = "Whether servers have DRS post-launch actions, which run with the permissions of the caller, too."
  type        = bool
  default     = false
}

data "aws_partition" "current" {}

locals {
  partition = data.aws_partition.current.partition
  drs       = "arn:${local.partition}:drs:${var.region}:${var.account_id}"
  ec2       = "arn:${local.partition}:ec2:${var.region}"
  ssm       = "arn:${local.partition}:ssm:${var.region}"
  provider  = "arn:${local.partition}:iam::${var.account_id}:oidc-provider/token.actions.githubusercontent.com"

  documents = {
    preflight = [data.aws_iam_policy_document.read.json]
    drill = [
      data.aws_iam_policy_document.read.json,
      data.aws_iam_policy_document.launch.json,
      data.aws_iam_policy_document.terminate.json,
    ]
    recovery = [
      data.aws_iam_policy_document.read.json,
      data.aws_iam_policy_document.launch.json,
    ]
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.create_oidc_provider ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = [var.audience]
}

resource "aws_iam_role" "drs_drill" {
  name                 = coalesce(var.role_name, "drs-drill-${var.mode}")
  description          = "drs-drill, mode ${var.mode}, for ${var.owner}/${var.repository}"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = var.max_session_duration

  depends_on = [aws_iam_openid_connect_provider.github]
}

resource "aws_iam_role_policy" "permissions" {
  name   = var.mode
  role   = aws_iam_role.drs_drill.id
  policy = data.aws_iam_policy_document.permissions.json
}

resource "aws_iam_role_policy_attachment" "post_launch_actions" {
  count = var.post_launch_actions && var.mode != "preflight" ? 1 : 0

  role       = aws_iam_role.drs_drill.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/AWSElasticDisasterRecoveryLaunchActionsPolicy"
}

output "role_arn" {
  description = "The input \"role-to-assume\" of the action."
  value       = aws_iam_role.drs_drill.arn
}

data "aws_iam_policy_document" "permissions" {
  source_policy_documents = local.documents[var.mode]
}

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "JobsOfOneEnvironment"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.provider]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = [var.audience]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values = [
        "repo:${var.owner}/${var.repository}:environment:${var.environment}",
        "repo:${var.owner}@${var.owner_id}/${var.repository}@${var.repository_id}:environment:${var.environment}",
      ]
    }
  }
}

data "aws_iam_policy_document" "read" {
  statement {
    sid = "ReadServersJobsAndInstances"
    actions = [
      "drs:DescribeJobs",
      "drs:DescribeRecoveryInstances",
      "drs:DescribeSourceServers",
      "ec2:DescribeInstanceStatus",
      "ec2:DescribeInstances",
      "ec2:DescribeLaunchTemplateVersions",
    ]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [var.region]
    }
  }

  statement {
    sid = "ReadLaunchSettings"
    actions = [
      "drs:DescribeRecoverySnapshots",
      "drs:GetLaunchConfiguration",
    ]
    resources = ["${local.drs}:source-server/*"]
  }

  statement {
    sid       = "ReadJobLogs"
    actions   = ["drs:DescribeJobLogItems"]
    resources = ["${local.drs}:job/*"]
  }

  statement {
    sid       = "ForetellOwnPermissions"
    actions   = ["iam:SimulatePrincipalPolicy"]
    resources = [aws_iam_role.drs_drill.arn]
  }

  statement {
    sid     = "ReadDocuments"
    actions = ["ssm:DescribeDocument"]
    resources = [
      "${local.ssm}::document/*",
      "${local.ssm}:${var.account_id}:document/*",
    ]
  }
}

data "aws_iam_policy_document" "launch" {
  statement {
    sid       = "LaunchServers"
    actions   = ["drs:StartRecovery"]
    resources = ["${local.drs}:source-server/*"]
  }

  statement {
    sid       = "TagJobs"
    actions   = ["drs:TagResource"]
    resources = ["${local.drs}:job/*"]

    condition {
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values = [
        "drs-drill:execution",
        "drs-drill:plan",
        "drs-drill:wave",
      ]
    }
  }

  statement {
    sid     = "RunActions"
    actions = ["ssm:StartAutomationExecution"]
    resources = [
      "${local.ssm}::automation-definition/*",
      "${local.ssm}::document/*",
      "${local.ssm}:${var.account_id}:automation-definition/*",
      "${local.ssm}:${var.account_id}:automation-execution/*",
      "${local.ssm}:${var.account_id}:document/*",
    ]
  }

  statement {
    sid = "FollowActions"
    actions = [
      "ssm:GetAutomationExecution",
      "ssm:StopAutomationExecution",
    ]
    resources = ["${local.ssm}:${var.account_id}:automation-execution/*"]
  }

  statement {
    sid       = "DrsRegistersInstances"
    actions   = ["drs:CreateRecoveryInstanceForDrs"]
    resources = ["${local.drs}:source-server/*"]
  }

  statement {
    sid = "DrsReads"
    actions = [
      "drs:ListTagsForResource",
      "ec2:DescribeAccountAttributes",
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceAttribute",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplates",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSnapshots",
      "ec2:DescribeSubnets",
      "ec2:DescribeVolumes",
    ]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [var.region]
    }
  }

  statement {
    sid       = "DrsCreatesLaunchTemplates"
    actions   = ["ec2:CreateLaunchTemplate"]
    resources = ["${local.ec2}:${var.account_id}:launch-template/*"]

    condition {
      test     = "Null"
      variable = "aws:RequestTag/AWSElasticDisasterRecoveryManaged"
      values   = ["false"]
    }
  }

  statement {
    sid = "DrsChangesItsLaunchTemplates"
    actions = [
      "ec2:CreateLaunchTemplateVersion",
      "ec2:DeleteLaunchTemplateVersions",
      "ec2:ModifyLaunchTemplate",
    ]
    resources = ["${local.ec2}:${var.account_id}:launch-template/*"]

    condition {
      test     = "Null"
      variable = "aws:ResourceTag/AWSElasticDisasterRecoveryManaged"
      values   = ["false"]
    }
  }

  statement {
    sid = "DrsCreates"
    actions = [
      "ec2:CreateNetworkInterface",
      "ec2:CreateSecurityGroup",
      "ec2:CreateVolume",
      "ec2:RunInstances",
    ]
    resources = [
      "${local.ec2}:${var.account_id}:instance/*",
      "${local.ec2}:${var.account_id}:network-interface/*",
      "${local.ec2}:${var.account_id}:security-group/*",
      "${local.ec2}:${var.account_id}:volume/*",
    ]

    condition {
      test     = "Null"
      variable = "aws:RequestTag/AWSElasticDisasterRecoveryManaged"
      values   = ["false"]
    }

    condition {
      test     = "Bool"
      variable = "aws:ViaAWSService"
      values   = ["true"]
    }
  }

  statement {
    sid       = "DrsCreatesSnapshots"
    actions   = ["ec2:CreateSnapshot"]
    resources = ["${local.ec2}::snapshot/*"]

    condition {
      test     = "Null"
      variable = "aws:RequestTag/AWSElasticDisasterRecoveryManaged"
      values   = ["false"]
    }

    condition {
      test     = "Bool"
      variable = "aws:ViaAWSService"
      values   = ["true"]
    }
  }

  statement {
    sid = "DrsUsesItsVolumesAndSnapshots"
    actions = [
      "ec2:AttachVolume",
      "ec2:CreateSnapshot",
      "ec2:CreateVolume",
      "ec2:DeleteSnapshot",
      "ec2:DeleteVolume",
    ]
    resources = [
      "${local.ec2}::snapshot/*",
      "${local.ec2}:${var.account_id}:volume/*",
    ]

    condition {
      test     = "Null"
      variable = "aws:ResourceTag/AWSElasticDisasterRecoveryManaged"
      values   = ["false"]
    }

    condition {
      test     = "Bool"
      variable = "aws:ViaAWSService"
      values   = ["true"]
    }
  }

  statement {
    sid       = "DrsDetachesVolumes"
    actions   = ["ec2:DetachVolume"]
    resources = ["${local.ec2}:${var.account_id}:volume/*"]

    condition {
      test     = "Bool"
      variable = "aws:ViaAWSService"
      values   = ["true"]
    }
  }

  statement {
    sid = "DrsUsesItsInstances"
    actions = [
      "ec2:AttachVolume",
      "ec2:DetachVolume",
      "ec2:ModifyInstanceAttribute",
      "ec2:StartInstances",
      "ec2:StopInstances",
      "ec2:TerminateInstances",
    ]
    resources = ["${local.ec2}:${var.account_id}:instance/*"]

    condition {
      test     = "Null"
      variable = "aws:ResourceTag/AWSElasticDisasterRecoveryManaged"
      values   = ["false"]
    }

    condition {
      test     = "Bool"
      variable = "aws:ViaAWSService"
      values   = ["true"]
    }
  }

  statement {
    sid     = "DrsRunsInstances"
    actions = ["ec2:RunInstances"]
    resources = [
      "${local.ec2}::image/*",
      "${local.ec2}:${var.account_id}:launch-template/*",
      "${local.ec2}:${var.account_id}:network-interface/*",
      "${local.ec2}:${var.account_id}:security-group/*",
      "${local.ec2}:${var.account_id}:subnet/*",
      "${local.ec2}:${var.account_id}:volume/*",
    ]

    condition {
      test     = "Bool"
      variable = "aws:ViaAWSService"
      values   = ["true"]
    }
  }

  statement {
    sid       = "DrsCreatesSecurityGroupsInVpcs"
    actions   = ["ec2:CreateSecurityGroup"]
    resources = ["${local.ec2}:${var.account_id}:vpc/*"]
  }

  statement {
    sid     = "DrsCreatesNetworkInterfacesIn"
    actions = ["ec2:CreateNetworkInterface"]
    resources = [
      "${local.ec2}:${var.account_id}:security-group/*",
      "${local.ec2}:${var.account_id}:subnet/*",
    ]
  }

  statement {
    sid       = "DrsUsesItsNetworkInterfaces"
    actions   = ["ec2:CreateNetworkInterfacePermission"]
    resources = ["${local.ec2}:${var.account_id}:network-interface/*"]

    condition {
      test     = "Null"
      variable = "aws:ResourceTag/AWSElasticDisasterRecoveryManaged"
      values   = ["false"]
    }

    condition {
      test     = "Bool"
      variable = "aws:ViaAWSService"
      values   = ["true"]
    }
  }

  statement {
    sid = "DrsChangesItsSecurityGroups"
    actions = [
      "ec2:AuthorizeSecurityGroupEgress",
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:RevokeSecurityGroupEgress",
    ]
    resources = ["${local.ec2}:${var.account_id}:security-group/*"]

    condition {
      test     = "Null"
      variable = "aws:ResourceTag/AWSElasticDisasterRecoveryManaged"
      values   = ["false"]
    }

    condition {
      test     = "Bool"
      variable = "aws:ViaAWSService"
      values   = ["true"]
    }
  }

  statement {
    sid     = "DrsTagsWhatItCreates"
    actions = ["ec2:CreateTags"]
    resources = [
      "${local.ec2}:${var.account_id}:instance/*",
      "${local.ec2}:${var.account_id}:network-interface/*",
      "${local.ec2}:${var.account_id}:security-group/*",
      "${local.ec2}::snapshot/*",
      "${local.ec2}:${var.account_id}:volume/*",
    ]

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values = [
        "CreateNetworkInterface",
        "CreateSecurityGroup",
        "CreateSnapshot",
        "CreateVolume",
        "RunInstances",
      ]
    }

    condition {
      test     = "Bool"
      variable = "aws:ViaAWSService"
      values   = ["true"]
    }
  }

  statement {
    sid       = "DrsTagsLaunchTemplatesItCreates"
    actions   = ["ec2:CreateTags"]
    resources = ["${local.ec2}:${var.account_id}:launch-template/*"]

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["CreateLaunchTemplate"]
    }
  }

  statement {
    sid     = "DrsPassesItsRoles"
    actions = ["iam:PassRole"]
    resources = [
      "arn:${local.partition}:iam::${var.account_id}:role/service-role/AWSElasticDisasterRecoveryConversionServerRole",
      "arn:${local.partition}:iam::${var.account_id}:role/service-role/AWSElasticDisasterRecoveryRecoveryInstanceRole",
      "arn:${local.partition}:iam::${var.account_id}:role/service-role/AWSElasticDisasterRecoveryRecoveryInstanceWithLaunchActionsRole",
    ]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "terminate" {
  statement {
    sid       = "TerminateInstances"
    actions   = ["drs:TerminateRecoveryInstances"]
    resources = ["${local.drs}:recovery-instance/*"]
  }
}
