// The store: one account, one database, the containers of containers.json (written by `npm run infra:containers`).
param name string
param location string
param tags object

@description('Who may read and write documents.')
param principalId string

@description('Who else may, from their own machine; empty: nobody.')
param personId string

param workspaceId string

var database = 'desk'
var containers = loadJsonContent('containers.json')

// Built-in Data Contributor: documents, but neither databases nor containers.
var dataContributor = '00000000-0000-0000-0000-000000000002'

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    // No keys: identities only.
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    // What one instance has acknowledged the other one sees (docs/decisions/017).
    consistencyPolicy: { defaultConsistencyLevel: 'Strong' }
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: false
      }
    ]
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: { tier: 'Continuous30Days' }
    }
  }
}

resource db 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15' = {
  parent: account
  name: database
  properties: {
    resource: { id: database }
    options: {
      autoscaleSettings: { maxThroughput: 1000 }
    }
  }
}

resource kept 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = [
  for container in containers: {
    parent: db
    name: container.id
    properties: {
      resource: {
        id: container.id
        partitionKey: container.partitionKey
        indexingPolicy: container.indexingPolicy
        // -1: only documents that say so themselves are removed.
        defaultTtl: container.defaultTtl
      }
    }
  }
]

resource role 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = {
  parent: account
  name: guid(account.id, principalId, dataContributor)
  properties: {
    principalId: principalId
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
    scope: account.id
  }
}

resource personRole 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = if (personId != '') {
  parent: account
  name: guid(account.id, personId, dataContributor)
  properties: {
    principalId: personId
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
    scope: account.id
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: account
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      { category: 'ControlPlaneRequests', enabled: true }
      { category: 'PartitionKeyRUConsumption', enabled: true }
      { category: 'PartitionKeyStatistics', enabled: true }
    ]
    metrics: [
      { category: 'Requests', enabled: true }
    ]
  }
}

output url string = '${account.properties.documentEndpoint}${database}'
