import { expect, test } from 'vitest'
import { clouds } from '../../src/channels/clouds.js'
import { isAllowedServiceUrl, isLocalServiceUrl } from '../../src/channels/service-url.js'

const { serviceHosts } = clouds.public

test.each([
  'https://smba.trafficmanager.net/uk/',
  'https://smba.trafficmanager.net/emea/8f3a/',
  'https://directline.botframework.com/',
  'https://webchat.botframework.com/',
  'https://europe.directline.botframework.com/',
  'https://api.teams.microsoft.com/'
])('%s is answered', address => expect(isAllowedServiceUrl(address, serviceHosts)).toBe(true))

test.each([
  'http://smba.trafficmanager.net/uk/',
  'https://evil.trafficmanager.net/',
  'https://botframework.com.evil.example/',
  'https://evilbotframework.com/',
  'https://user@smba.trafficmanager.net/',
  'https://smba.trafficmanager.net:8443/',
  'https://smba.trafficmanager.net.evil.example/',
  'https://169.254.169.254/',
  'https://evil.example/#.botframework.com',
  'https://evil.example\\.botframework.com/',
  'file:///etc/passwd',
  'smba.trafficmanager.net',
  '',
  5,
  null,
  undefined,
  {}
])('%s is not', address => expect(isAllowedServiceUrl(address, serviceHosts)).toBe(false))

test('a cloud answers to its own hosts, or to an origin that is named whole', () => {
  expect(isAllowedServiceUrl('https://smba.infra.gov.teams.microsoft.us/gov/', clouds.usgov.serviceHosts)).toBe(true)
  expect(isAllowedServiceUrl('https://smba.trafficmanager.net/uk/', clouds.usgov.serviceHosts)).toBe(false)
  expect(isAllowedServiceUrl('http://127.0.0.1:9/x', ['http://127.0.0.1:9'])).toBe(true)
  expect(isAllowedServiceUrl('http://127.0.0.1:90/x', ['http://127.0.0.1:9'])).toBe(false)
})

test('the playground posts to this computer alone', () => {
  for (const address of ['http://localhost:56150/_connector', 'http://127.0.0.1:1/', 'https://[::1]:2/'])
    expect(isLocalServiceUrl(address), address).toBe(true)
  for (const address of [
    'http://localhost.evil.example/',
    'http://169.254.169.254/',
    'http://x@localhost/',
    'file://localhost/',
    5
  ])
    expect(isLocalServiceUrl(address), String(address)).toBe(false)
})
