package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// clerkCommand says who sits at the desk in the browser.
type clerkCommand struct {
	Add    clerkAdd    `cmd:"" help:"Let somebody sit at the desk, or give new roles and a new password; asks for the password, or reads it from standard input."`
	List   clerkList   `cmd:"" default:"withargs" help:"List who sits at the desk, in which roles."`
	Remove clerkRemove `cmd:"" help:"Let somebody sit there no longer; open sessions end at once."`
}

type clerkAdd struct {
	Name       string       `arg:"" help:"The name that stands in the record of changes." placeholder:"NAME"`
	Roles      []clerk.Role `name:"role" required:"" help:"drafter (拟稿), reviewer (审核) or head (负责人); several are separated by commas." enum:"drafter,reviewer,head" placeholder:"ROLE"`
	NoPassword bool         `help:"Only the single sign-on lets in."`
}

func (x clerkAdd) Run(ctx context.Context, c *commands, t terminal) error {
	p := clerk.Person{Name: strings.TrimSpace(x.Name), Roles: x.Roles}
	if !x.NoPassword {
		password, err := t.password(x.Name)
		if err != nil {
			return err
		}
		if p.Hash, err = clerk.Hash(password); err != nil {
			return errors.New("密码至少10个字，最多72个字节（约24个汉字）")
		}
	}
	return withDesk(ctx, c, func(o *office) error {
		people, err := o.people("")()
		if err != nil {
			return err
		}
		done := "已登记"
		if i := slices.IndexFunc(people, func(q clerk.Person) bool { return q.Name == p.Name }); i >= 0 {
			people[i], done = p, "已更新"
		} else {
			people = append(people, p)
		}
		if err := o.seat(ctx, people); err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%s：%s（%s）\n", done, p.Name, p.Titles())
		return nil
	})
}

type clerkList struct{}

func (clerkList) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		people, err := o.people("")()
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
		for _, p := range people {
			way := "密码"
			if p.Hash == "" {
				way = "只能单点登录"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\n", p.Name, p.Titles(), way)
		}
		fmt.Fprintf(w, "共%d人\n", len(people))
		return w.Flush()
	})
}

type clerkRemove struct {
	Name string `arg:"" help:"The name." placeholder:"NAME"`
}

func (x clerkRemove) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		people, err := o.people("")()
		if err != nil {
			return err
		}
		rest := slices.DeleteFunc(people, func(p clerk.Person) bool { return p.Name == x.Name })
		if len(rest) == len(people) {
			return fmt.Errorf("办公台没有登记“%s”", x.Name)
		}
		if err := o.seat(ctx, rest); err != nil {
			return err
		}
		fmt.Fprintf(t.out, "已去掉：%s\n", x.Name)
		return nil
	})
}

// people reads who sits at the desk, anew at each call: from a file, or from what
// the office keeps. Nobody is none.
func (o *office) people(file string) func() ([]clerk.Person, error) {
	return func() ([]clerk.Person, error) {
		text, err := fs.ReadFile(o.records.Files(), peopleFile)
		if file != "" {
			text, err = os.ReadFile(file)
		} else if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return clerk.ReadPeople(bytes.NewReader(text))
	}
}

// seat keeps who sits at the desk, once it can be read back.
func (o *office) seat(ctx context.Context, people []clerk.Person) error {
	var b bytes.Buffer
	if err := clerk.WritePeople(&b, people); err != nil {
		return err
	}
	if _, err := clerk.ReadPeople(bytes.NewReader(b.Bytes())); err != nil {
		return err
	}
	return o.records.PutFile(ctx, peopleFile, &b)
}

// password asks for a new password twice, without showing it; what is no terminal
// gives it as its first line.
func (t terminal) password(name string) (string, error) {
	f, ok := t.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		line, err := bufio.NewReader(t.in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	var typed [2]string
	for i, ask := range []string{"“" + name + "”的新密码：", "再输一遍："} {
		fmt.Fprint(t.err, ask)
		text, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(t.err)
		if err != nil {
			return "", err
		}
		typed[i] = string(text)
	}
	if typed[0] != typed[1] {
		return "", errors.New("两遍不一样，没有登记")
	}
	return typed[0], nil
}
