// Device Desk on Azure: a resource group with everything in it. Entry point of `azd up`.
targetScope = 'subscription'

@minLength(1)
@maxLength(20)
@description('Names the environment, and everything in it.')
param environmentName string

@description('Where everything is, except the bot, which is global.')
param location string

@description('Whose calendar days and months count.')
param timeZone string = 'America/Chicago'

@description('Days on which offices are closed besides weekends, with commas, as 2026-12-25; may be empty.')
param holidays string = ''

@allowed([ 'public', 'us-government' ])
@description('Where Teams and the tenant are; GCC is in the public cloud, GCC High and DoD in the us-government one.')
param cloud string = 'public'

@description('Hosts of Teams that answers may be sent to, with commas; empty for those of the cloud.')
param serviceHosts string = ''

@description('Hosts that files may be put on, with commas; empty for SharePoint in that cloud.')
param uploadHosts string = ''

@description('Phone numbers of the service desk, with commas; empty for those of the program.')
param serviceDeskPhones string = ''

@description('Web address of the ticket portal; may be empty.')
param ticketPortal string = ''

@secure()
@description('What access-control systems show to ask for admission, 32 characters at least; empty: they cannot ask.')
param admissionKey string = ''

@description('How much is logged: debug, info, warn, error or silent.')
param logLevel string = 'info'

@description('Object id of whoever may write documents from their own machine, to import the directory; empty: nobody.')
param principalId string = ''

var suffix = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-desk-${suffix}'
    location: location
    tags: tags
  }
}

module watch 'watch.bicep' = {
  name: 'watch'
  scope: group
  params: {
    name: 'desk-${suffix}'
    location: location
    tags: tags
  }
}

module store 'store.bicep' = {
  name: 'store'
  scope: group
  params: {
    name: 'cosmos-desk-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    personId: principalId
    workspaceId: watch.outputs.workspaceId
  }
}

module app 'app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: 'app-desk-${suffix}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    storeUrl: store.outputs.url
    workspaceId: watch.outputs.workspaceId
    insights: watch.outputs.connectionString
    timeZone: timeZone
    holidays: holidays
    cloud: cloud
    serviceHosts: serviceHosts
    uploadHosts: uploadHosts
    serviceDeskPhones: serviceDeskPhones
    ticketPortal: ticketPortal
    logLevel: logLevel
    admissionKey: admissionKey
  }
}

module bot 'bot.bicep' = {
  name: 'bot'
  scope: group
  params: {
    name: 'bot-desk-${suffix}'
    tags: tags
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    host: app.outputs.host
  }
}

// What `npm run manifest` wants.
output MicrosoftAppId string = identity.outputs.clientId
output BOT_DOMAIN string = app.outputs.host
output STORE_URL string = store.outputs.url
