import { expect, test } from 'vitest'
import { isAllowedServiceUrl } from '../../src/channels/service-url.js'

test.each([
  'https://smba.trafficmanager.net/uk/',
  'https://smba.trafficmanager.net/emea/8f3a/',
  'https://directline.botframework.com/',
  'https://webchat.botframework.com/',
  'https://europe.directline.botframework.com/',
  'https://api.teams.microsoft.com/'
])('%s is answered', address => expect(isAllowedServiceUrl(address)).toBe(true))

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
])('%s is not', address => expect(isAllowedServiceUrl(address)).toBe(false))
