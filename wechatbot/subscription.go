package wechatbot

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// WeChat itself remembers who subscribed to which grid, as tags of followers:
// the office keeps no list of openids, and who unfollows is forgotten.

// tags are the account's tags as they were last read.
type tags struct {
	mu    sync.Mutex
	known map[string]tag
	read  time.Time
}

type tag struct {
	ID    int    `json:"id"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// tagsFor is how long the account's tags are taken as they were read.
const tagsFor = 10 * time.Minute

// tag finds a tag by its name.
func (b *Bot) tag(ctx context.Context, name string) (tag, bool, error) {
	b.tags.mu.Lock()
	defer b.tags.mu.Unlock()
	if b.tags.known != nil && b.Now().Sub(b.tags.read) < tagsFor {
		t, found := b.tags.known[name]
		return t, found, nil
	}
	var out struct {
		Tags []tag `json:"tags"`
	}
	if err := b.wechat.Get(ctx, "/cgi-bin/tags/get", &out); err != nil {
		return tag{}, false, err
	}
	b.tags.known, b.tags.read = map[string]tag{}, b.Now()
	for _, t := range out.Tags {
		b.tags.known[t.Name] = t
	}
	t, found := b.tags.known[name]
	return t, found, nil
}

// stale makes the tags be read again before they are used.
func (b *Bot) stale() {
	b.tags.mu.Lock()
	defer b.tags.mu.Unlock()
	b.tags.known = nil
}

// unknown says whether there is a tag that was not there when they were read.
func (b *Bot) unknown(ids []int) bool {
	b.tags.mu.Lock()
	defer b.tags.mu.Unlock()
	read := map[int]bool{}
	for _, t := range b.tags.known {
		read[t.ID] = true
	}
	return slices.ContainsFunc(ids, func(id int) bool { return !read[id] })
}

// join gives a follower the grid's tag, which is made when it is not there.
func (b *Bot) join(ctx context.Context, openid string, g Grid) error {
	t, found, err := b.tag(ctx, g.Tag)
	if err == nil && !found {
		var out struct {
			Tag tag `json:"tag"`
		}
		err = b.wechat.Call(ctx, "/cgi-bin/tags/create", map[string]any{"tag": map[string]string{"name": g.Tag}}, &out)
		t = out.Tag
		if weixin.Refused(err, 45157) { // another replica made it meanwhile
			b.stale()
			t, _, err = b.tag(ctx, g.Tag)
		}
	}
	if err != nil {
		return err
	}
	defer b.stale()
	defer b.joinedNow.Store(true)
	return b.wechat.Call(ctx, "/cgi-bin/tags/members/batchtagging", map[string]any{"openid_list": []string{openid}, "tagid": t.ID}, nil)
}

// leave takes the grid's tag from a follower.
func (b *Bot) leave(ctx context.Context, openid string, g Grid) error {
	t, found, err := b.tag(ctx, g.Tag)
	if err != nil || !found {
		return err
	}
	defer b.stale()
	return b.wechat.Call(ctx, "/cgi-bin/tags/members/batchuntagging", map[string]any{"openid_list": []string{openid}, "tagid": t.ID}, nil)
}

// joined are the grids that a follower subscribed to.
func (b *Bot) joined(ctx context.Context, openid string) ([]Grid, error) {
	var out struct {
		IDs []int `json:"tagid_list"`
	}
	if err := b.wechat.Call(ctx, "/cgi-bin/tags/getidlist", map[string]string{"openid": openid}, &out); err != nil {
		return nil, err
	}
	if b.unknown(out.IDs) {
		b.stale() // another replica made it meanwhile
	}
	var mine []Grid
	shared := map[string]bool{}
	for _, g := range b.open() {
		t, found, err := b.tag(ctx, g.Tag)
		switch {
		case err != nil:
			return nil, err
		case !found:
			continue
		case slices.Contains(out.IDs, t.ID) && !shared[g.Tag]:
			shared[g.Tag] = true
			mine = append(mine, b.withNeighbours(g))
		}
	}
	return mine, nil
}

// withNeighbours names a grid together with those that share its tag: WeChat
// remembers the tag, not which of them she chose, and she is told what any is told.
func (b *Bot) withNeighbours(g Grid) Grid {
	n := 0
	for _, other := range b.open() {
		if other.Tag == g.Tag {
			n++
		}
	}
	if n > 1 {
		g.Name = fmt.Sprintf("%s（含%s等%d个网格）", g.Tag, g.Name, n)
	}
	return g
}

// sharing are those of the grids whose tag a grid of that name has, too.
func (b *Bot) sharing(grids []Grid, name string) []Grid {
	meant := named(b.open(), name)
	return slices.DeleteFunc(slices.Clone(grids), func(g Grid) bool {
		return writing.Narrow(g.Name) != writing.Narrow(name) && !slices.ContainsFunc(meant, func(other Grid) bool { return other.Tag == g.Tag })
	})
}

// open are the grids to which a follower can subscribe.
func (b *Bot) open() []Grid {
	return slices.DeleteFunc(slices.Clone(b.Grids), func(g Grid) bool { return !slices.Contains(g.Reached(), ByTag) })
}

// scene is what the QR code of a grid carries.
const scene = "grid:"

// scanned answers who scanned the QR code of a grid.
func (v *visit) scanned(key string) (answer, bool) {
	code, ours := strings.CutPrefix(key, scene)
	if !ours {
		return answer{}, false
	}
	for _, g := range v.bot.open() {
		if g.Code == code {
			return v.joins(g), true
		}
	}
	return answer{}, false
}

// gridGone answers who scanned the code of a grid that nobody can subscribe to now.
func (v *visit) gridGone() answer { return v.say("subscribe_gone", len(v.bot.open()) > 0) }

// subscription answers who wants to be told what a grid is told, or no longer.
func (v *visit) subscription(m meaning) (answer, bool) {
	grids := v.bot.open()
	if len(grids) == 0 {
		return answer{}, false
	}
	if atNight.MatchString(writing.Simple(m.text)) {
		return v.say("quiet", grids[0].Sleeps()), true // at what hours no notices are sent
	}
	var err error
	if m.intent != wantSubscribe {
		if grids, err = v.bot.joined(v.ctx, v.openid); err != nil {
			return v.failed(err), true
		}
	}
	switch {
	case m.subject == "":
	case m.intent == wantSubscribe:
		grids = named(grids, m.subject)
	default:
		grids = v.bot.sharing(grids, m.subject)
	}
	switch {
	case m.intent == wantUnsubscribe && len(grids) == 1:
		if err := v.bot.leave(v.ctx, v.openid, grids[0]); err != nil {
			return v.failed(err), true
		}
		return v.say("unsubscribed", grids[0]), true
	case m.intent == wantSubscribed, m.intent == wantUnsubscribe:
		return v.choose(grids, "退订 ", "subscribed"), true
	case len(grids) == 1 && m.subject != "":
		return v.joins(grids[0]), true
	case len(grids) == 0 && m.subject != "" && (questions.MatchString(writing.Simple(m.subject)) || v.isTitle(m)):
		return answer{}, false // 订阅号是什么 is looked for, and so is a title
	case len(grids) == 0:
		grids = v.bot.open()
	}
	a := v.choose(grids, "订阅 ", "subscribe")
	return v.onlyGrids(m, a), true
}

// choosesGrid are answers that show a choice of grids. Where she wanted another thing than a grid, or
// another grid, a mere nod chooses none.
var choosesGrid = map[string]bool{"subscribe": true, "subscribe_none": true, "subscribe_only": true}

// gridJoined and gridLeft are texts that name a grid of which one wants to be told, or no longer:
// 示例社区订上, 取消示例社区.
var (
	gridJoined = form(`^(?:{me}|{manner}|{want}|那|就|把|给|帮|[要想,，\s])*([^,，。?？\s]{2,20}?)(?:的?(?:通知|消息|推送))?(?:给我|帮我|也|都|就)*(?:订阅|订)(?:上|一下|了|{softly}|[吧。\s])*$`)
	gridLeft   = form(`^(?:{me}|{manner}|{want}|那|就|把|给|帮|[要想,，\s])*(?:(?:取消|退掉|退了|退出|不订|不订阅|不关注|停掉|别发|不要)(?:关注|订阅)?([^,，。?？\s]{2,20}?)(?:的?(?:通知|消息|推送|订阅|网格))?(?:给我|{softly}|[了吧。\s])*|([^,，。?？\s]{2,20}?)(?:的?(?:通知|消息|推送|订阅))?(?:给我|帮我|也|都|就)*(?:取消|退掉|退了|退订|不订|不要|停掉)(?:掉|了|{softly}|[吧。\s])*)$`)
)

// gridNamed is what a text wants of the one grid that it names in such words.
func (v *visit) gridNamed(text string) (meaning, bool) {
	m := meaning{intent: wantUnsubscribe, text: text}
	found := gridLeft.FindStringSubmatch(text)
	if found == nil {
		m.intent, found = wantSubscribe, gridJoined.FindStringSubmatch(text)
	}
	if found == nil {
		return m, false
	}
	m.subject = strings.Join(found[1:], "")
	return m, utf8.RuneCountInString(m.subject) >= 3 && len(named(v.bot.open(), m.subject)) == 1
}

// subscribing are answers about notices, after which 不想收了 is of those.
var subscribing = map[string]bool{"subscribe": true, "subscribe_none": true, "subscribe_only": true, "subscribe_done": true, "subscribed": true, "quiet": true, "notices_often": true}

// wantsNone says whether a text wants no more notices, where they are spoken of.
func (v *visit) wantsNone(text string) bool {
	spoken := subscribing[v.talk.said] || toldEntry[v.talk.said] && strings.Contains(v.talk.entry, "网格")
	return spoken && dropsNotices.MatchString(text)
}

// ofNotices is what a text asks or wants of the notices that were spoken of just now: 订了吗, 再订.
func (v *visit) ofNotices(m meaning) meaning {
	if !subscribing[v.talk.said] && v.talk.said != "unsubscribed" || m.intent != wantSearch {
		return m
	}
	switch plain := writing.Simple(m.text); {
	case asksSubscribed.MatchString(plain):
		return meaning{intent: wantSubscribed, text: m.text}
	case subscribesAnew.MatchString(plain):
		return meaning{intent: wantSubscribe, text: m.text}
	}
	return m
}

var (
	asksSubscribed = form(`^(?:{manner}|{me}|那|[,，\s])*(?:订阅|订)(?:上|好|成功?)?了?(?:吗|没有?|么)[?？]*$`)
	subscribesAnew = form(`^(?:{manner}|{me}|那|想|要|[,，\s])*(?:再|重新|还是|又)(?:订阅|订)(?:上|回来|一下|一次|{softly})*[。!！]*$`)
)

// dropsNotices is a text that wants none of them any more, and atNight one that wants none
// at night.
var (
	dropsNotices = form(`^(?:{me}|那|就|都|全部?|算了|太|好|真|(?:吵|烦)(?:死|人)*了?|[,，\s])*(?:关掉?|关闭|停掉?|不想收|不收|不要|不想要|别发|不要发|别再发|取消|退掉?|停)(?:{how}|给我|退|了|全部|所有|掉|通知|提醒|吧|啊|[,，。])*$`)
	// tiresOf wants no more of them, whatever was spoken of, and says why: 太吵了不想收了.
	tiresOf = form(`^(?:{me}|{manner}|那|通知|消息|天天|老是|总是|发得?|推得?|[,，\s])*(?:太|好|真)(?:吵|烦|多|频繁|闹)(?:人)?(?:了|死了|的)?[,，\s]*(?:{me}|就|都|以后|再|也|[,，\s])*(?:不想|不要|不愿|别|不用)(?:再)?(?:给我)?(?:收|发|推)(?:到|送)?(?:给我|消息|通知|提醒|了|吧|啊|这些|[。！!])*$`)
	atNight = form(`^(?:{me}|{manner}|能不能|可以|[,，\s])*(?:晚上|夜里|半夜|深夜|休息时间?|睡觉)(?:的时候|时)?(?:能不能|可不可以|可以|就|都)?(?:别|不要|不想|少|不)(?:再)?(?:给我)?(?:发|推|推送|收|打扰|吵)(?:我|消息|通知|吗|行吗|行不行|了|吧|[?？。])*$|^(?:{manner}|{me}|,)*(?:别|不要|能不能不|可以不|能不能别|别再)(?:在)?(?:大?晚上|夜里|半夜|凌晨|深夜)(?:再)?(?:给我)?(?:发|推|推送|打扰|通知|吵)`)
)

var (
	questions     = form(`{where}|{what}`)
	subscribeWord = form(`{subscribe_word}|[,.?，。！!、\s]`)
	gridPlace     = form(`{grid_place}`)
)

// onlyGrids says before a choice of grids that nothing else can be subscribed to, where
// a text asks for something else, or that there is no grid of the name that it gives.
func (v *visit) onlyGrids(m meaning, a answer) answer {
	asked := cmp.Or(m.subject, m.text)
	switch left := subscribeWord.ReplaceAllString(writing.Simple(asked), ""); {
	case m.subject != "" && gridPlace.MatchString(asked) && gridPlace.ReplaceAllString(left, "") != "" && len(named(v.bot.open(), m.subject)) == 0 && !namedInPlace(v.bot.open(), m.subject):
		a.text, a.from = v.bot.say("subscribe_none", m.subject).text+"\n"+a.text, "subscribe_none"
	case utf8.RuneCountInString(left) > 1 && !gridPlace.MatchString(asked):
		a.text, a.from = v.bot.say("subscribe_only", nil).text+"\n"+a.text, "subscribe_only"
	}
	return a
}

func (v *visit) joins(g Grid) answer {
	err := v.bot.join(v.ctx, v.openid, g)
	switch {
	case weixin.Refused(err, 45059):
		return v.say("subscribe_full", g)
	case err != nil:
		return v.failed(err)
	}
	return v.say("subscribe_done", g)
}

// choose offers grids by number.
func (v *visit) choose(grids []Grid, verb, template string) answer {
	more := len(grids) - maxChoice
	grids = grids[:min(len(grids), maxChoice)]
	var says []string
	for _, g := range grids {
		says = append(says, verb+g.Code)
	}
	v.talk.offer(v.bot.Now(), says...)
	return v.say(template, map[string]any{"Grids": grids, "Verb": verb, "More": max(0, more)})
}

// maxChoice is how many grids are offered by number.
const maxChoice = 8

// named are the grids that a name or a code means: the one that has it, or those
// whose names contain it. A text is read in one width, and so are the names: a poster
// says （东区） as the grid is called.
func named(grids []Grid, name string) []Grid {
	name = writing.Narrow(name)
	for _, g := range grids {
		if g.Code == name || writing.Narrow(g.Name) == name {
			return []Grid{g}
		}
	}
	return slices.DeleteFunc(slices.Clone(grids), func(g Grid) bool { return !strings.Contains(writing.Narrow(g.Name), name) })
}

// namedInPlace says whether a text names one of the grids behind a place, and without what stands
// in brackets: 凤凰北街街道示例社区. It may lie elsewhere, so that she chooses it herself.
func namedInPlace(grids []Grid, name string) bool {
	return slices.ContainsFunc(grids, func(g Grid) bool {
		grid, _, _ := strings.Cut(writing.Narrow(g.Name), "(")
		place, whole := strings.CutSuffix(writing.Narrow(name), grid)
		return whole && utf8.RuneCountInString(grid) >= 3 && inPlace.MatchString(place)
	})
}

var inPlace = form(`(?:街道|镇|乡|[县区市])的?$`)

// A GridCode is the QR code that subscribes a follower to a grid, and who is
// none yet to the account too.
type GridCode struct {
	URL     string // what the code says, for a code drawn by oneself
	Picture string // address of the code as WeChat draws it
}

// GridCode makes the permanent QR code of a grid. Only a verified service
// account may have one: followers of another say 订阅 and the grid's name.
func (b *Bot) GridCode(ctx context.Context, code string) (GridCode, error) {
	i := slices.IndexFunc(b.open(), func(g Grid) bool { return g.Code == code })
	if i < 0 {
		return GridCode{}, fmt.Errorf("wechatbot: no grid %q has a tag that followers subscribe to", code)
	}
	var out struct {
		Ticket string `json:"ticket"`
		URL    string `json:"url"`
	}
	const api = "/cgi-bin/qrcode/create"
	err := b.wechat.Call(ctx, api, map[string]any{
		"action_name": "QR_LIMIT_STR_SCENE", "action_info": map[string]any{"scene": map[string]string{"scene_str": scene + code}},
	}, &out)
	if err = weixin.Answered(api, out.Ticket, err); err != nil {
		return GridCode{}, err
	}
	return GridCode{URL: out.URL, Picture: "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=" + url.QueryEscape(out.Ticket)}, nil
}

// Subscribers counts the followers who subscribed, by grid code. Grids that
// share a tag share its followers.
func (b *Bot) Subscribers(ctx context.Context) (map[string]int, error) {
	b.stale()
	out := map[string]int{}
	for _, g := range b.open() {
		t, _, err := b.tag(ctx, g.Tag)
		if err != nil {
			return nil, err
		}
		out[g.Code] = t.Count
	}
	return out, nil
}
