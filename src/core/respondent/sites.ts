/** Web sites that are nobody's own. Data only; in lower case, without www. */

import { words } from "./text.ts";

/** Hosts whose links tell nothing until somebody follows them, which Chorus never does. */
export const SHORT_LINK_HOSTS = words(
  `amzn.to bit.ly buff.ly cutt.ly dlvr.it fb.me g.co goo.gl is.gd lnkd.in maps.app.goo.gl on.soundcloud.com ow.ly pin.it
  rb.gy rebrand.ly redd.it share.google shorturl.at spoti.fi t.co t.ly tiny.cc tinyurl.com trib.al v.gd wp.me`,
);

/** Search engines: what is pasted is a question, not a page about somebody. */
export const SEARCH_SITES = words(
  "google.com google.es google.fr google.co.uk google.com.mx bing.com duckduckgo.com ecosia.org search.yahoo.com startpage.com qwant.com",
);

/** Sites of very many people: their front page names nobody, a page below may. */
export const GATHERING_SITES = words(
  `about.me academia.edu airbnb.com amazon.com apple.com badoo.com beacons.ai behance.net bio.link blogger.com blogspot.com
  bumble.com cash.app dailymotion.com deviantart.com discord.com discord.gg dribbble.com ebay.com etsy.com eventbrite.com
  feeld.co flickr.com github.com github.io gitlab.com glassdoor.com gmail.com goodreads.com grindr.com happn.com hinge.co
  hotmail.com icloud.com imgur.com indeed.com kick.com letterboxd.com line.me linktr.ee live.com mail.ru mastodon.social
  match.com medium.com meetup.com messenger.com microsoft.com mixcloud.com msn.com naver.com odnoklassniki.ru ok.ru
  okcupid.com onlyfans.com orcid.org outlook.com outlook.live.com patreon.com paypal.com paypal.me pinterest.com
  pof.com protonmail.com proton.me quora.com reddit.com researchgate.net signal.me signal.org sites.google.com skype.com
  slack.com soundcloud.com spotify.com open.spotify.com squarespace.com stackoverflow.com steamcommunity.com strava.com
  substack.com t.me teams.microsoft.com telegram.me telegram.org tinder.com tumblr.com twitch.tv uber.com venmo.com
  viadeo.com viber.com vimeo.com vk.com vk.ru wa.me wechat.com weebly.com weibo.com whatsapp.com wikipedia.org wix.com
  wixsite.com wordpress.com xing.com yahoo.com yelp.com zoom.us`,
);
