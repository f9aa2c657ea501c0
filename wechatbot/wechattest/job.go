package wechattest

import (
	"fmt"
	"net/http"
	"time"
)

// Hold makes publications and mass messages wait, as they do for minutes on the
// real platform, until Finish: asked for meanwhile, they are still on their way.
func (p *Platform) Hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.holding = true
}

// Finish ends what waits since Hold, in order, and sends its events. What comes
// after is not held any more.
func (p *Platform) Finish() {
	p.mu.Lock()
	jobs := p.jobs
	p.holding, p.jobs = false, nil
	p.mu.Unlock()
	for _, end := range jobs {
		end()
	}
}

// Mute loses the events of the next n publications and mass messages that end:
// WeChat does not promise that they arrive.
func (p *Platform) Mute(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.muted += n
}

// FailPost makes the next publication end with a publish_status: 2 original
// work of others, 3 failed, 4 not let through, 5 deleted, 6 banned.
func (p *Platform) FailPost(status int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.badPosts = append(p.badPosts, status)
}

// FailMass makes the next mass message end with a status, such as err(20001) or
// send fail. It reaches nobody.
func (p *Platform) FailMass(status string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.badMasses = append(p.badMasses, status)
}

// NumericIDs makes the platform write publish_id as a number, as it was seen to,
// and not as the text that its documents show.
func (p *Platform) NumericIDs() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.numeric = true
}

// confirmation is how long the administrator has to confirm a mass message.
const confirmation = 30 * time.Minute

// Protect turns the protection of mass messages (API 群发保护) on: one to all
// followers waits for the administrator, half an hour at most.
func (p *Platform) Protect() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.protected = true
}

// AdminConfirms lets the administrator confirm the mass messages that wait for
// her, or refuse them, and returns how many did.
func (p *Platform) AdminConfirms(yes bool) int {
	p.mu.Lock()
	var waiting []int64
	for _, m := range p.masses {
		if m.Status == massWaits {
			waiting = append(waiting, m.ID)
		}
	}
	p.mu.Unlock()
	for _, id := range waiting {
		status := massSent
		if !yes {
			status = "err(40001)"
		}
		p.endMass(id, status)
	}
	return len(waiting)
}

// overdue ends the mass messages that no administrator confirmed in time. The
// caller holds the lock.
func (p *Platform) overdue() {
	for i := range p.masses {
		if m := &p.masses[i]; m.Status == massWaits && p.now().Sub(m.At) > confirmation {
			m.Status = "err(40002)"
			go p.endMass(m.ID, m.Status)
		}
	}
}

// run ends a job now, or when Finish is called. The caller holds the lock.
func (p *Platform) run(end func()) {
	if p.holding {
		p.jobs = append(p.jobs, end)
		return
	}
	go end()
}

// helper is who reports finished jobs, always the same (公众号群发助手): two that finish
// in one second differ in nothing but what they report.
const helper = "oHelperOfThePlatformReports0"

// report sends the event of a finished job to the bot.
func (p *Platform) report(event, extra string) {
	p.mu.Lock()
	bot := p.bot
	lost := bot == nil || p.muted > 0
	if bot != nil && p.muted > 0 {
		p.muted--
	}
	p.mu.Unlock()
	if lost {
		return
	}
	f := &Follower{platform: p, bot: bot, Name: "微信", OpenID: helper}
	m := Message{Type: "event", Event: event, Created: p.Now().Unix(), Extra: extra}
	for try := 1; try <= tries; try++ {
		if _, err := f.try(m, try); !unanswered(err) {
			return
		}
	}
}

// endPost ends a publication and reports it.
func (p *Platform) endPost(id string, status int) {
	p.mu.Lock()
	extra := ""
	for i := range p.posts {
		if post := &p.posts[i]; post.PublishID == id {
			post.Status = status
			extra = post.event()
		}
	}
	p.notify()
	p.mu.Unlock()
	p.report("PUBLISHJOBFINISH", extra)
}

// event is what the event PUBLISHJOBFINISH says of a post.
func (x Post) event() string {
	s := fmt.Sprintf(`<PublishEventInfo><publish_id>%s</publish_id><publish_status>%d</publish_status>`, x.PublishID, x.Status)
	if x.Status == posted {
		s += fmt.Sprintf(`<article_id><![CDATA[%s]]></article_id><article_detail><count>%d</count>`, x.ArticleID, len(x.Articles))
		for i := range x.Articles {
			s += fmt.Sprintf(`<item><idx>%d</idx><article_url><![CDATA[%s]]></article_url></item>`, i+1, x.address(i))
		}
		s += `</article_detail>`
	} else if x.Status != posting {
		s += `<fail_idx>1</fail_idx>`
	}
	return s + `</PublishEventInfo>`
}

// bound says that a bot has been seen, to which events can go.
func (p *Platform) bound(bot http.Handler) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bot = bot
}
