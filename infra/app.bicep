// The program, on two instances.
param name string
param location string
param tags object
param identityId string
param clientId string
param storeUrl string
param workspaceId string
param insights string
param timeZone string
param holidays string
param cloud string
param serviceHosts string
param uploadHosts string
param serviceDeskPhones string
param ticketPortal string
param logLevel string

@secure()
param admissionKey string

@description('Runs it; two of them take turns when one is replaced.')
param sku string = 'P0v3'

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'linux'
  sku: {
    name: sku
    capacity: 2
  }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'desk' })
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: 'NODE|22-lts'
      appCommandLine: 'node dist/main.js'
      alwaysOn: true
      healthCheckPath: '/readyz'
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: site
  name: 'appsettings'
  properties: {
    MicrosoftAppId: clientId
    MicrosoftAppType: 'UserAssignedMSI'
    MicrosoftAppTenantId: tenant().tenantId
    STORE_URL: storeUrl
    TIME_ZONE: timeZone
    HOLIDAYS: holidays
    CLOUD: cloud
    SERVICE_HOSTS: serviceHosts
    UPLOAD_HOSTS: uploadHosts
    SERVICE_DESK_PHONES: serviceDeskPhones
    TICKET_PORTAL: ticketPortal
    LOG_LEVEL: logLevel
    ADMISSION_KEY: admissionKey
    PORT: '8080'
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights
    SCM_DO_BUILD_DURING_DEPLOYMENT: 'true'
    WEBSITE_HEALTHCHECK_MAXPINGFAILURES: '2'
    // Seconds. The program takes ten at most, and would be killed after five.
    WEBSITES_CONTAINER_STOP_TIME_LIMIT: '15'
  }
}

// Nobody deploys with a password.
resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'scm'
  properties: { allow: false }
}

resource ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'ftp'
  properties: { allow: false }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: site
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
    ]
    metrics: [
      { category: 'AllMetrics', enabled: true }
    ]
  }
}

output host string = site.properties.defaultHostName
