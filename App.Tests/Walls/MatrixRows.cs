namespace TaskHub.Tests.Walls;

/// <summary>The table of <see cref="MatrixTests"/>, which tells how a row reads.</summary>
internal static class MatrixRows
{
    // operator administrator participant external stranger nobody
    public static readonly string[] Api = Rows(
        """
        GET /openapi.json | 200 200 200 200 200 200
        GET /me | 200 200 200 200 200 401
        GET /users/{participant} | 404 200 200 200 404 401
        GET /organizations | 200 200 200 200 200 401
        POST /organizations {"name":"New {n}"} | 201 201 201 201 201 401
        GET /organizations/{org} | 404 200 200 200 404 401
        PATCH /organizations/{org} {"name":"Works"} | 404 200 403 403 404 401
        PUT /organizations/{org} {"name":"Works"} | 404 200 403 403 404 401
        DELETE /organizations/{org} | 404 409 403 403 404 401
        GET /organizations/{org}/memberships | 404 200 200 403 404 401
        POST /organizations/{org}/memberships {"email":"n{n}@example.org"} | 404 201 403 403 404 401
        GET /organizations/{org}/memberships/{member} | 404 200 200 403 404 401
        PATCH /organizations/{org}/memberships/{member} {"role":"external"} | 404 200 403 403 404 401
        PUT /organizations/{org}/memberships/{member} {"role":"external"} | 404 200 403 403 404 401
        DELETE /organizations/{org}/memberships/{member} | 404 204 403 403 404 401
        GET /organizations/{org}/access_tokens | 404 200 200 200 404 401
        GET /projects | 200 200 200 200 200 401
        POST /projects {"organization_id":{org},"name":"P"} | 422 201 201 403 422 401
        GET /projects/{project} | 404 200 200 200 404 401
        GET /projects/{closed} | 404 200 200 404 404 401
        PATCH /projects/{fresh_project} {"name":"Q"} | 404 200 200 404 404 401
        PUT /projects/{fresh_project} {"name":"Q"} | 404 200 200 404 404 401
        PATCH /projects/{project} {"name":"Launch"} | 404 200 200 403 404 401
        DELETE /projects/{fresh_project} | 404 204 403 404 404 401
        GET /task_lists?project_id={project} | 200 200 200 200 200 401
        POST /task_lists {"project_id":{project},"name":"L"} | 422 201 201 403 422 401
        GET /task_lists/{list} | 404 200 200 200 404 401
        PATCH /task_lists/{list} {"name":"M"} | 404 200 200 403 404 401
        PUT /task_lists/{list} {"name":"M"} | 404 200 200 403 404 401
        DELETE /task_lists/{list} | 404 204 204 403 404 401
        GET /tasks | 200 200 200 200 200 401
        POST /tasks {"project_id":{project},"name":"T"} | 422 201 201 201 422 401
        POST /tasks {"project_id":{closed},"name":"T"} | 422 201 201 422 422 401
        GET /tasks/{task} | 404 200 200 200 404 401
        GET /tasks/{hidden} | 404 200 200 404 404 401
        PATCH /tasks/{task} {"name":"U"} | 404 200 200 200 404 401
        PUT /tasks/{task} {"name":"U"} | 404 200 200 200 404 401
        PATCH /tasks/{hidden} {"urgent":true} | 404 200 200 404 404 401
        DELETE /tasks/{task} | 404 204 204 403 404 401
        POST /tasks/{task}/watch | 404 200 200 200 404 401
        POST /tasks/{task}/unwatch | 404 200 200 200 404 401
        POST /tasks/{hidden}/mute | 404 200 200 404 404 401
        GET /tasks/{task}/files | 404 200 200 200 404 401
        GET /tasks/{hidden}/files | 404 200 200 404 404 401
        POST /tasks/{task}/files?name=a.txt {"n":1} | 404 201 201 201 404 401
        POST /tasks/{hidden}/files?name=a.txt {"n":1} | 404 201 201 404 404 401
        GET /files/{file} | 404 200 200 200 404 401
        GET /files/{file}/content | 404 200 200 200 404 401
        DELETE /files/{file} | 404 204 204 403 404 401
        GET /subtasks | 200 200 200 200 200 401
        POST /subtasks {"task_id":{task},"name":"S"} | 422 201 201 201 422 401
        POST /subtasks {"task_id":{hidden},"name":"S"} | 422 201 201 422 422 401
        GET /subtasks/{subtask} | 404 200 200 200 404 401
        PATCH /subtasks/{subtask} {"resolved":true} | 404 200 200 200 404 401
        PUT /subtasks/{subtask} {"resolved":true} | 404 200 200 200 404 401
        DELETE /subtasks/{subtask} | 404 204 204 403 404 401
        GET /comments | 200 200 200 200 200 401
        POST /comments {"target_type":"Task","target_id":{task},"body":"B"} | 422 201 201 201 422 401
        POST /comments {"target_type":"Task","target_id":{hidden},"body":"B"} | 422 201 201 422 422 401
        GET /comments/{comment} | 404 200 200 200 404 401
        PATCH /comments/{comment} {"body":"C"} | 404 403 403 403 404 401
        PUT /comments/{comment} {"body":"C"} | 404 403 403 403 404 401
        DELETE /comments/{comment} | 404 204 403 403 404 401
        GET /comments/{comment}/reactions | 404 200 200 200 404 401
        POST /comments/{comment}/reactions {"sign":"👍"} | 404 201 201 201 404 401
        DELETE /comments/{comment}/reactions/👍 | 404 204 204 204 404 401
        GET /events/{event} | 404 200 200 200 404 401
        GET /activities | 200 200 200 200 200 401
        GET /notifications | 200 200 200 200 200 401
        GET /notifications/{notification} | 404 404 200 404 404 401
        PATCH /notifications/{notification} {"read":true} | 404 404 200 404 404 401
        PUT /notifications/{notification} {"read":true} | 404 404 200 404 404 401
        POST /notifications/read {} | 200 200 200 200 200 401
        GET /search?q=T | 200 200 200 200 200 401
        GET /organizations/{org}/web_hooks | 403 200 403 403 403 401
        POST /organizations/{org}/web_hooks {"url":"http://127.0.0.1:9/","enabled":false} | 403 201 403 403 403 401
        GET /organizations/{org}/web_hook_notifications | 403 200 403 403 403 401
        PATCH /organizations/{org}/web_hook_notifications {"mail":["disabled"]} | 403 200 403 403 403 401
        PUT /organizations/{org}/web_hook_notifications {"mail":["disabled"]} | 403 200 403 403 403 401
        GET /web_hooks/{hook} | 404 200 403 403 404 401
        PATCH /web_hooks/{hook} {"description":"D"} | 404 200 403 403 404 401
        PUT /web_hooks/{hook} {"description":"D"} | 404 200 403 403 404 401
        DELETE /web_hooks/{hook} | 404 204 403 403 404 401
        POST /web_hooks/{hook}/enable | 404 422 403 403 404 401
        POST /web_hooks/{hook}/disable | 404 200 403 403 404 401
        POST /web_hooks/{hook}/cancel_held | 404 200 403 403 404 401
        POST /web_hooks/{hook}/rotate_secret | 404 200 403 403 404 401
        POST /web_hooks/{hook}/expire_secret | 404 200 403 403 404 401
        POST /web_hooks/{hook}/test | 404 200 403 403 404 401
        POST /web_hooks/{hook}/examine | 404 200 403 403 404 401
        GET /web_hooks/{hook}/rehearsal | 404 200 403 403 404 401
        POST /web_hooks/{hook}/redeliver {"dry_run":true} | 404 202 403 403 404 401
        GET /web_hooks/{hook}/redeliveries | 404 200 403 403 404 401
        GET /redeliveries/{redelivery} | 404 200 403 403 404 401
        POST /redeliveries/{redelivery}/pause | 404 200 403 403 404 401
        POST /redeliveries/{redelivery}/resume | 404 200 403 403 404 401
        POST /redeliveries/{redelivery}/stop | 404 200 403 403 404 401
        GET /web_hooks/{hook}/gaps | 404 200 403 403 404 401
        GET /web_hooks/{hook}/why | 404 200 403 403 404 401
        GET /events/{event}/why | 404 200 403 403 404 401
        GET /deliveries/{delivery}/body | 404 200 403 403 404 401
        GET /web_hooks/{delivery_hook}/deliveries | 404 200 403 403 404 401
        GET /deliveries/{delivery} | 404 200 403 403 404 401
        GET /deliveries/{delivery}/attempts | 404 200 403 403 404 401
        POST /deliveries/{delivery}/redeliver | 404 409 403 403 404 401
        POST /deliveries/{delivery}/cancel | 404 409 403 403 404 401
        POST /deliveries/{delivery}/expunge | 404 200 403 403 404 401
        """);

    public static readonly string[] Pages = Rows(
        """
        GET / | 200 200 200 200 200 302
        GET /api | 200 200 200 200 200 200
        GET /sign-in | 200 200 200 200 200 200
        GET /sign-out | 200 200 200 200 200 200
        GET /forgot | 200 200 200 200 200 200
        GET /account/reset?user=1&code=x | 410 410 410 410 410 410
        GET /account/reset?user=somebody&code=x | 410 410 410 410 410 410
        GET /invitations/x | 410 410 410 410 410 410
        GET /setup | 410 410 410 410 410 410
        GET /error | 200 200 200 200 200 200
        GET /not-found | 200 200 200 200 200 200
        GET /account | 200 200 200 200 200 302
        GET /account/security | 200 200 200 200 200 302
        GET /account/sessions | 200 200 200 200 200 302
        GET /prove | 200 200 200 200 200 302
        GET /app/search?q=T | 200 200 200 200 200 302
        GET /app/inbox | 200 200 200 200 200 302
        GET /app/organizations | 200 200 200 200 200 302
        GET /app/organization/{org} | 404 200 200 200 404 302
        GET /app/organization/{org}/projects/{project} | 404 200 200 200 404 302
        GET /app/organization/{org}/projects/{closed} | 404 200 200 404 404 302
        GET /app/organization/{org}/projects/{project}/import | 404 200 200 200 404 302
        GET /app/organization/{org}/projects/{closed}/import | 404 200 200 404 404 302
        GET /app/organization/{org}/projects/{project}/tasks.csv | 404 200 200 200 404 302
        GET /app/organization/{org}/projects/{project}/tasks.json | 404 200 200 200 404 302
        GET /app/organization/{org}/projects/{closed}/tasks.csv | 404 200 200 404 404 302
        GET /app/imports/none/problems.csv | 404 404 404 404 404 302
        GET /app/organization/{org}/trash | 404 200 200 200 404 302
        GET /project/{project} | 404 302 302 302 404 302
        GET /app/tasks/{task} | 404 200 200 200 404 302
        GET /app/tasks/{hidden} | 404 200 200 404 404 302
        GET /task/{task} | 404 200 200 200 404 302
        GET /project/{project}/{task} | 404 200 200 200 404 302
        POST /app/tasks/{task}/files | 400 400 400 400 400 302
        GET /app/files/{file}/shot.png | 404 200 200 200 404 302
        GET /app/organization/{org}/activity | 404 200 200 200 404 302
        GET /app/organization/{org}/settings | 403 200 403 403 403 302
        GET /app/organization/{org}/settings/members | 403 200 403 403 403 302
        GET /app/organization/{org}/settings/api | 403 200 403 403 403 302
        GET /app/organization/{org}/settings/audit | 403 200 403 403 403 302
        GET /app/organization/{org}/settings/nothing | 404 404 404 404 404 302
        GET /app/organization/{org}/access_tokens | 404 200 200 200 404 302
        GET /app/organization/{org}/audit.csv | 403 200 403 403 403 302
        GET /app/organization/{org}/web_hooks | 403 200 403 403 403 302
        GET /app/organization/{org}/web_hooks/notifications | 403 200 403 403 403 302
        GET /app/organization/{org}/web_hooks/new | 403 200 403 403 403 302
        GET /app/organization/{org}/web_hooks/events | 403 200 403 403 403 302
        GET /app/organization/{org}/web_hooks/{hook} | 403 200 403 403 403 302
        GET /app/organization/{org}/web_hooks/{delivery_hook}/deliveries/{delivery} | 403 200 403 403 403 302
        GET /app/organization/{org}/web_hooks/{delivery_hook}/deliveries/dlv_nothing | 403 404 403 403 403 302
        GET /app/organization/{org}/web_hooks/{delivery_hook}/deliveries.csv | 403 200 403 403 403 302
        GET /app/organization/{org}/web_hooks/{delivery_hook}/deliveries.jsonl | 403 200 403 403 403 302
        GET /app/organization/987654/settings | 403 403 403 403 403 302
        GET /app/organization/0 | 404 404 404 404 404 302
        GET /app/organization/0/trash | 404 404 404 404 404 302
        GET /app/organization/0/web_hooks | 403 403 403 403 403 302
        GET /app/organization/987654/web_hooks | 403 403 403 403 403 302
        GET /jobs | 200 403 403 403 403 302
        GET /health/live | 200 200 200 200 200 200
        GET /health/ready | 200 200 200 200 200 200
        GET /metrics | 200 200 200 200 200 200
        """);

    /// <summary>
    /// What a script in the browser may call on the server. Each that reads or writes asks for the actor anew and calls a verb; the others
    /// only change what the page shows.
    /// </summary>
    public static readonly string[] CallableFromScript =
    [
        "BoardView.DropAsync", "BoardView.AddAsync", "CalendarView.DropAsync",
        "CommentBox.PostAsync", "CommentBox.HasPosted",
        "CommandPalette.OpenAsync", "CommandPalette.Close", "CommandPalette.TakeAsync",
        "LastHeard.Heard", "LastHeard.SoFar",
        "TaskHands.EditAsync", "TaskHands.EnterAsync", "TaskHands.ToggleAsync", "TaskHands.DeleteAsync", "TaskHands.Pick", "TaskHands.PickNone",
    ];

    private static string[] Rows(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
