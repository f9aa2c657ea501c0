package clerk

import (
	"errors"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
)

// Why nobody sits before the desk.
var (
	errSignedOut = errors.New("clerk: not signed in")
	errStranger  = errors.New("clerk: the single sign-on names nobody of this desk")
)

// signInView is the page that asks for name and password. Kept is what was being
// sent when the session ended: it is carried over the sign-in.
type signInView struct {
	Name, Next, Wrong string
	Kept              []keptField
	Sent              bool // a form was, though there may be no fields in it
}

type keptField struct{ Name, Value string }

// keptPrefix begins the names of fields that are carried over a sign-in.
const keptPrefix = "kept."

// ask shows the sign-in page in place of the one that was asked for.
func (v *visit) askWho(wrong string) {
	view := signInView{Wrong: wrong, Next: v.r.URL.RequestURI()}
	leaving := v.r.URL.Path == v.prefix+"/signout" // whoever is out already has nothing to go on with
	if leaving {
		view.Next = v.prefix + "/"
	}
	if v.r.Method == http.MethodPost && !leaving {
		view.Sent = !isUpload(v.r)
		for _, name := range sortedKeys(v.r.PostForm) {
			for _, value := range v.r.PostForm[name] {
				view.Kept = append(view.Kept, keptField{keptPrefix + name, value})
			}
		}
		if wrong == "" {
			view.Wrong = "登录已经过期。请重新登录，刚才填的内容还在，登录后可以接着提交。"
			if len(view.Kept) == 0 {
				view.Wrong = "登录已经过期，刚才的没有办。请重新登录，登录后可以接着办。"
			}
			if isUpload(v.r) {
				view.Wrong = "登录已经过期。请重新登录，再选一次文件：刚才的文件没有收。"
			}
		}
	}
	v.show(http.StatusUnauthorized, page{Name: "signin", Title: "登录", Data: view})
}

func sortedKeys(form url.Values) []string {
	var names []string
	for name := range form {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// signIn shows the page on its own.
func (d *desk) signIn(w http.ResponseWriter, r *http.Request) {
	v := &visit{desk: d, w: w, r: r}
	if _, err := d.who(r); err == nil {
		v.redirect("/")
		return
	}
	v.show(http.StatusOK, page{Name: "signin", Title: "登录", Data: signInView{Next: d.prefix + "/"}})
}

// signedIn takes name and password.
func (d *desk) signedIn(w http.ResponseWriter, r *http.Request) {
	v := &visit{desk: d, w: w, r: r}
	if err := r.ParseForm(); err != nil {
		d.failed(v, err)
		return
	}
	name := strings.TrimSpace(r.PostForm.Get("name"))
	view := signInView{Name: name, Next: r.PostForm.Get("next"), Kept: carried(r.PostForm), Sent: r.PostForm.Get("sent") != ""}
	refuse := func(status int, text string) {
		view.Wrong = text
		v.show(status, page{Name: "signin", Title: "登录", Data: view})
	}
	people, err := d.People()
	if err != nil {
		d.failed(v, err)
		return
	}
	from := d.trier(r, people, name)
	if !d.tries.take(d.Now(), from) {
		refuse(http.StatusTooManyRequests, "错的次数太多，请过15分钟再试；在本人登录过的浏览器里，不受别人试错的影响。忘了密码，请找管理员用 zwgk clerk 重设。")
		return
	}
	p, ok := d.admits(people, name, r.PostForm.Get("password"))
	if !ok {
		refuse(http.StatusUnauthorized, "名称或者密码不对。")
		return
	}
	d.tries.forgive(from)
	v.know(p, from)
	if err := v.seat(p); err != nil {
		d.failed(v, err)
		return
	}
	if view.Sent || len(view.Kept) > 0 {
		v.goOn(view)
		return
	}
	http.Redirect(w, r, d.home(view.Next), http.StatusSeeOther)
}

// seat begins the session of somebody who was let in.
func (v *visit) seat(p Person) error {
	if err := v.sessions.RenewToken(v.ctx()); err != nil {
		return err
	}
	v.sessions.Put(v.ctx(), keyPerson, p.Name)
	v.sessions.Put(v.ctx(), keyMark, p.mark())
	v.person = p
	return nil
}

// carried are the fields that came with the sign-in form.
func carried(form url.Values) []keptField {
	var kept []keptField
	for _, name := range sortedKeys(form) {
		if strings.HasPrefix(name, keptPrefix) {
			for _, value := range form[name] {
				kept = append(kept, keptField{name, value})
			}
		}
	}
	return kept
}

// goOn offers to send again what the end of the session kept back.
func (v *visit) goOn(view signInView) {
	for i := range view.Kept {
		view.Kept[i].Name = strings.TrimPrefix(view.Kept[i].Name, keptPrefix)
	}
	view.Next = v.home(view.Next)
	v.show(http.StatusOK, page{Name: "goon", Title: "接着提交", Data: view})
}

// home is the address to go to after the sign-in: one of this desk, or its
// front page.
func (d *desk) home(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.ContainsAny(u.Path+u.RawQuery, "\\") {
		return d.prefix + "/"
	}
	inside := path.Clean("/" + u.Path)
	if !strings.HasPrefix(inside+"/", d.prefix+"/") {
		return d.prefix + "/"
	}
	return (&url.URL{Path: d.prefix + "/" + strings.TrimPrefix(inside[len(d.prefix):], "/"), RawQuery: u.RawQuery}).RequestURI()
}

// signOut ends the session.
func (v *visit) signOut() {
	if err := v.sessions.Destroy(v.r.Context()); err != nil {
		v.fail(err)
		return
	}
	v.redirect("/signin")
}
