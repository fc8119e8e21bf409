/** Method and path of what a driver's page asks. */
export const linkEndpoints = {
  'link.read': ['POST', '/link'],
  'link.say': ['POST', '/link/words'],
  'link.photo': ['POST', '/link/photos'],
} as const
